import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, type Runtime, startRuntime } from "../support/runtimes.ts";
import { answersIn, exchangeBytes } from "./wire.ts";

/** Sends a request with a client that does not decompress. */
async function askAt(url: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const lines = Object.entries({ host: "a", connection: "close", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const bytes = await exchangeBytes(url, `GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  const headEnd = bytes.indexOf("\r\n\r\n");
  const [answer] = answersIn(bytes.subarray(0, headEnd + 4).toString("latin1"));
  return { status: answer?.status, headers: answer?.headers ?? {}, body: bytes.subarray(headEnd + 4) };
}

const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

// On Workers the platform compresses.
describe.each<Runtime>(["node", "deno"])("on %s", (runtime) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startRuntime(runtime);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
  });

  const ask = (path: string, headers?: Readonly<Record<string, string>>) => askAt(server.url, path, headers);

  test.each<[accepted: string, encoding: "br" | "gzip"]>([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["*", "br"],
  ])(
    "%s: the OpenAPI document comes as %s, the same when it is unpacked, and is known again",
    async (accepted, encoding) => {
      const plain = await ask("/openapi.json");
      const packed = await ask("/openapi.json", { "accept-encoding": accepted });
      expect(packed.headers["content-encoding"]).toBe(encoding);
      expect(Number(packed.headers["content-length"])).toBe(packed.body.length);
      expect(packed.body.length).toBeLessThan(plain.body.length / 4);
      expect(decoders[encoding](packed.body).equals(plain.body)).toBe(true);
      for (const { headers } of [plain, packed]) expect(headers.vary?.toLowerCase()).toContain("accept-encoding");
      expect(packed.headers.etag).toBe(`W/${plain.headers.etag}`);
      const again = await ask("/openapi.json", {
        "accept-encoding": accepted,
        "if-none-match": packed.headers.etag ?? "",
      });
      expect([again.status, again.body.length]).toEqual([304, 0]);
    },
  );

  test.each(["identity", "br;q=0, gzip;q=0", "zstd", ""])("%j: it comes as it is", async (accepted) => {
    const { status, headers } = await ask("/openapi.json", { "accept-encoding": accepted });
    expect([status, headers["content-encoding"]]).toEqual([200, undefined]);
  });

  test("a public list is compressed where it pays, a viewer's own never", async () => {
    const registered = await fetch(`${server.url}/api/users`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: { username: "ada", email: "ada@example.com", password: "a fine password" } }),
    });
    const { user } = (await registered.json()) as { user: { token: string } };
    const headers = { authorization: `Bearer ${user.token}`, "content-type": "application/json" };
    const article = { title: "Oak", description: "About oak.", body: "It is hard. ".repeat(400), tagList: [] };
    await fetch(`${server.url}/api/articles`, { method: "POST", headers, body: JSON.stringify({ article }) });
    const packing = { "accept-encoding": "br" };
    const list = await ask("/api/articles/oak", packing);
    expect(JSON.parse(brotliDecompressSync(list.body).toString())).toMatchObject({ article: { title: "Oak" } });
    const own = await ask("/api/articles/oak", { ...packing, authorization: headers.authorization });
    expect([own.status, own.headers["content-encoding"]]).toEqual([200, undefined]);
    const small = await ask("/api/tags", packing);
    expect([small.status, small.headers["content-encoding"]]).toEqual([200, undefined]);
  });
});
