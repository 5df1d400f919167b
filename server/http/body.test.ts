import { describe, expect, test } from "vitest";
import { isJson, maxBodyBytes, mediaType, readRequestBytes, readBody as readText } from "./body.ts";

const readBody = (request: Request) => readText({ readBytes: () => readRequestBytes(request) });

/** A request with a chunked body and no `Content-Length`; counts the chunks that were read. */
function chunked(pieces: Iterable<Uint8Array>) {
  const iterator = pieces[Symbol.iterator]();
  const seen = { taken: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = iterator.next();
        if (next.done === true) return controller.close();
        seen.taken++;
        controller.enqueue(next.value);
      },
      cancel() {
        seen.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", body, duplex: "half" };
  return { seen, request: new Request("http://localhost/", init) };
}

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers });

const tooLarge = { code: "too_large", status: 413, detail: "A request holds at most 1048576 bytes." };

function* endless(piece: Uint8Array) {
  for (;;) yield piece;
}

describe("a body of announced length", () => {
  test("is read as text", async () => {
    expect(await readBody(post("häuser", { "content-length": "7" }))).toBe("häuser");
  });

  test("is refused beyond the limit before any of it is read", async () => {
    const request = post("short", { "content-length": String(maxBodyBytes + 1) });
    await expect(readBody(request)).rejects.toMatchObject(tooLarge);
    expect(request.bodyUsed).toBe(false);
  });

  test("may be as long as the limit", async () => {
    const body = "x".repeat(maxBodyBytes);
    expect(await readBody(post(body, { "content-length": String(maxBodyBytes) }))).toBe(body);
  });
});

describe("a body of unknown length", () => {
  test("is joined from its chunks, even when a chunk boundary splits a character", async () => {
    const bytes = new TextEncoder().encode("a€😀z");
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { request } = chunked([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(await readBody(request)).toBe("a€😀z");
    }
  });

  test("may be as long as the limit, and not a byte longer", async () => {
    const half = new Uint8Array(maxBodyBytes / 2).fill(120);
    expect((await readBody(chunked([half, half]).request)).length).toBe(maxBodyBytes);
    await expect(readBody(chunked([half, half, new Uint8Array(1)]).request)).rejects.toMatchObject(tooLarge);
  });

  test("is counted in bytes, not in characters", async () => {
    const euros = new TextEncoder().encode("€".repeat(maxBodyBytes / 2));
    await expect(readBody(chunked([euros]).request)).rejects.toMatchObject(tooLarge);
  });

  test("that never ends is cancelled at the limit", async () => {
    const { request, seen } = chunked(endless(new Uint8Array(65_536)));
    await expect(readBody(request)).rejects.toMatchObject(tooLarge);
    expect(seen).toEqual({ taken: 17, isCancelled: true });
  });

  test("that is truncated is a client error and not a shorter body", async () => {
    function* breaking() {
      yield new TextEncoder().encode('{"a":1}');
      throw new Error("the connection broke");
    }
    await expect(readBody(chunked(breaking()).request)).rejects.toMatchObject({ status: 400, code: "malformed" });
  });

  test("is empty when there is none", async () => {
    expect(await readBody(new Request("http://localhost/"))).toBe("");
    expect(await readBody(post(null))).toBe("");
  });
});

test.for([
  ["application/json", true],
  ["Application/JSON", true],
  ["application/json; charset=utf-8", true],
  ["  application/json ;a=b", true],
  ["application/jsonx", false],
  ["application/json,text/plain", false],
  ["text/plain; application/json", false],
  ["application/problem+json", false],
  ["", false],
  [undefined, false],
] as const)("the content type %s counts as JSON: %s", ([contentType, expected]) => {
  expect(isJson(contentType)).toBe(expected);
});

test("mediaType: drops parameters and returns lower case", () => {
  expect(mediaType("Multipart/Form-Data; boundary=x")).toBe("multipart/form-data");
  expect(mediaType(undefined)).toBeUndefined();
});
