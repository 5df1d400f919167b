import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { serveStatic } from "hono/serve-static";

const root = fileURLToPath(new URL("../../public", import.meta.url));

const absent = new Set(["ENOENT", "EISDIR", "ENOTDIR", "ENAMETOOLONG"]);

/** Reads a file; `null` when it does not exist. */
async function contentOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && absent.has(String(error.code))) return null;
    throw error;
  }
}

/**
 * Serves `public/assets/` on Node and Deno. On Workers the platform serves them without the script, with the headers
 * of `public/_headers`. Browsers revalidate each file on every use.
 */
export function createAssets(): Hono {
  const app = new Hono();
  app.use("/assets/*", etag());
  app.get(
    "/assets/*",
    serveStatic({
      root,
      precompressed: true,
      getContent: contentOf,
      onFound: (_path, c) => c.header("cache-control", "public, max-age=0, must-revalidate"),
    }),
  );
  return app;
}
