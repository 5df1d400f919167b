import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { serveStatic } from "hono/serve-static";

const root = fileURLToPath(new URL("../../public", import.meta.url));

const absent = new Set(["ENOENT", "EISDIR", "ENOTDIR", "ENAMETOOLONG"]);

/** A file's bytes; `null` where there is none. */
async function contentOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && absent.has(String(error.code))) return null;
    throw error;
  }
}

/**
 * Serves `public/assets/` on Node and Deno; on Workers the platform does, outside of the script, with the headers that
 * `public/_headers` names. Browsers ask each time whether a file is still the same.
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
