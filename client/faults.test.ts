import { expect, onTestFinished, test } from "vitest";
import { type Script, serveScript } from "../tests/support/http.ts";
import { type ClientOptions, createClient } from "./index.ts";

const draft = { title: "t", description: "d", body: "b" };
const tags = { tags: ["wood"] };

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Script =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const failure = (status: number, reason: string, more: object = {}) => ({
  error: { message: "Later.", code: -32000, data: { code: "X", httpStatus: status, reason, errors: {}, ...more } },
});
const result = (data: unknown) => ({ result: { data } });
const ok = json(200, result(tags));
const unavailable = json(503, failure(503, "unavailable"));
const reset: Script = (response) => response.destroy();
const silence: Script = () => {};

/** A client of a server that follows the scripts, and how many requests it made. */
async function clientOf(scripts: readonly Script[], options: Partial<ClientOptions> = {}) {
  const server = await serveScript(...scripts);
  onTestFinished(server.stop);
  return { client: createClient({ url: server.url, ...options }), requests: server.requests };
}

const elapsedMs = async (work: Promise<unknown>): Promise<number> => {
  const startedAtMs = performance.now();
  await work.catch(() => {});
  return performance.now() - startedAtMs;
};

test.each([
  ["a broken connection", reset],
  ["503", unavailable],
  ["429", json(429, failure(429, "limited"))],
  ["a proxy's 502", json(502, "bad gateway")],
])("a read is tried again after %s", async (_, fault) => {
  const { client, requests } = await clientOf([fault, fault, ok]);
  expect(await client.tags.list()).toEqual(tags);
  expect(requests).toHaveLength(3);
});

test("a read gives up after two retries, with the last error", async () => {
  const { client, requests } = await clientOf([reset]);
  await expect(client.tags.list()).rejects.toMatchObject({ code: "network", status: 0 });
  expect(requests).toHaveLength(3);
});

test("a mutation is not tried again, for it may have happened", async () => {
  const { client, requests } = await clientOf([unavailable, ok]);
  await expect(client.articles.publish(draft)).rejects.toMatchObject({ code: "unavailable", status: 503 });
  expect(requests).toHaveLength(1);
});

test("a mutation with an idempotency key is tried again with the same key", async () => {
  const { client, requests } = await clientOf([reset, unavailable, json(200, result(null))]);
  expect(await client.articles.publish(draft, { idempotencyKey: "key-0001" })).toBeNull();
  expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["key-0001", "key-0001", "key-0001"]);
});

test("a client that retries mutations sends them again with a key of their own, one by one", async () => {
  const { client, requests } = await clientOf([reset, json(200, result(null))], { retryMutations: true });
  expect(await client.articles.publish(draft)).toBeNull();
  expect(await client.articles.publish(draft)).toBeNull();
  const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
  expect(keys[0]).toMatch(/^[!-~]{16,255}$/);
  expect([keys[1], keys[2] === keys[0]]).toEqual([keys[0], false]);
});

test("a client that retries mutations sends none again that takes no key", async () => {
  const { client, requests } = await clientOf([unavailable], { retryMutations: true });
  const call = client.accounts.login({ email: "ada@example.com", password: "tail and pin" });
  await expect(call).rejects.toMatchObject({ code: "unavailable" });
  expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual([null]);
});

test.each([400, 401, 403, 404, 409, 422, 500])("status %d is not tried again", async (status) => {
  const { client, requests } = await clientOf([json(status, failure(status, "some_code")), ok]);
  await expect(client.tags.list()).rejects.toMatchObject({ code: "some_code", status });
  expect(requests).toHaveLength(1);
});

test.each([
  ["the Retry-After header", json(503, failure(503, "unavailable"), { "retry-after": "1" })],
  ["the answer", json(429, failure(429, "limited", { retryAfterSeconds: 1 }))],
])("a retry waits as long as %s asks", async (_, fault) => {
  const { client } = await clientOf([fault, ok]);
  const tookMs = await elapsedMs(client.tags.list());
  expect(tookMs).toBeGreaterThan(990);
  expect(tookMs).toBeLessThan(2000);
});

test("a retry that would come after the deadline is not waited for", async () => {
  const { client, requests } = await clientOf([json(503, failure(503, "unavailable", { retryAfterSeconds: 60 })), ok]);
  const call = client.tags.list({}, { timeoutMs: 5000 });
  expect(await elapsedMs(call)).toBeLessThan(1000);
  await expect(call).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 60 });
  expect(requests).toHaveLength(1);
});

test("a service that asks for more than a minute is not waited for, deadline or not", async () => {
  const { client, requests } = await clientOf([
    json(429, failure(429, "limited"), { "retry-after": "99999999999" }),
    ok,
  ]);
  await expect(client.tags.list({}, { timeoutMs: Infinity })).rejects.toMatchObject({ code: "limited", status: 429 });
  expect(requests).toHaveLength(1);
});

test("of a batch only the calls that may succeed later go again, together", async () => {
  const later = failure(503, "unavailable");
  const { client, requests } = await clientOf([
    json(207, [result("first"), later, later, failure(404, "not_found")]),
    json(200, [result("second"), result("third")]),
  ]);
  const answers = await Promise.allSettled(["a", "b", "c", "d"].map((slug) => client.articles.get({ slug })));
  expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : answer.reason.code))).toEqual([
    "first",
    "second",
    "third",
    "not_found",
  ]);
  expect(requests[1]?.path).toBe(
    `/trpc/articles.get,articles.get?batch=1&input=${encodeURIComponent('{"0":{"slug":"b"},"1":{"slug":"c"}}')}`,
  );
});

test("a call ends at its deadline though the service says nothing, and lets the connection go", async () => {
  let wasClosed = false;
  const { client } = await clientOf([
    (response) => {
      response.on("close", () => {
        wasClosed = true;
      });
    },
  ]);
  await expect(client.tags.list({}, { timeoutMs: 60 })).rejects.toMatchObject({ code: "timeout", status: 0 });
  await expect.poll(() => wasClosed).toBe(true);
});

test("the client's own deadline holds where a call names none, and a body that never ends counts", async () => {
  const { client } = await clientOf([(response) => response.writeHead(200).write("{")], { timeoutMs: 60 });
  await expect(client.tags.list()).rejects.toMatchObject({ code: "timeout" });
  await expect(client.tags.list({}, { timeoutMs: undefined })).rejects.toMatchObject({ code: "timeout" });
});

test("a cancelled call rejects at once with the reason", async () => {
  const { client, requests } = await clientOf([silence]);
  const controller = new AbortController();
  const call = client.tags.list({}, { signal: controller.signal });
  await expect.poll(() => requests.length).toBe(1);
  controller.abort("left the page");
  await expect(call).rejects.toMatchObject({ code: "aborted", cause: "left the page" });
});

test("a call cancelled beforehand is never sent", async () => {
  const { client, requests } = await clientOf([ok]);
  await expect(client.tags.list({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
  expect(requests).toHaveLength(0);
});

test("a call cancelled while it waits for its batch or the token is left out of the request", async () => {
  const controller = new AbortController();
  const { client, requests } = await clientOf([json(200, result(null))], {
    token: async () => {
      controller.abort();
      return "t";
    },
  });
  const cancelled = client.articles.delete({ slug: "a" }, { signal: controller.signal });
  const kept = client.articles.delete({ slug: "b" });
  await expect(cancelled).rejects.toMatchObject({ code: "aborted" });
  expect(await kept).toBeNull();
  expect(requests.map(({ path }) => path)).toEqual(["/trpc/articles.delete"]);
});

test("a batch is given up only when all of its calls are cancelled", async () => {
  let wasClosed = false;
  const { client, requests } = await clientOf([
    (response) => {
      response.on("close", () => {
        wasClosed = true;
      });
    },
  ]);
  const first = new AbortController();
  const second = new AbortController();
  const calls = [
    client.articles.get({ slug: "a" }, { signal: first.signal }),
    client.articles.get({ slug: "b" }, { signal: second.signal }),
  ];
  const settled = Promise.allSettled(calls);
  await expect.poll(() => requests.length).toBe(1);
  first.abort();
  await expect(calls[0]).rejects.toMatchObject({ code: "aborted" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(wasClosed).toBe(false);
  second.abort();
  await settled;
  await expect.poll(() => wasClosed).toBe(true);
});

test("a call cancelled between two tries is not tried again", async () => {
  const { client, requests } = await clientOf([json(503, failure(503, "unavailable", { retryAfterSeconds: 1 })), ok]);
  const controller = new AbortController();
  const call = client.tags.list({}, { signal: controller.signal });
  await expect.poll(() => requests.length).toBe(1);
  setTimeout(() => controller.abort(), 100);
  expect(await elapsedMs(call)).toBeLessThan(900);
  await expect(call).rejects.toMatchObject({ code: "aborted" });
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect(requests).toHaveLength(1);
});

const text =
  (status: number, body: string): Script =>
  (response) =>
    response.writeHead(status, { "content-type": "text/html" }).end(body);

test.each([
  ["a proxy's page", text(200, "<html>Welcome to the hotel</html>")],
  ["JSON cut short", text(200, '{"result":{"data":{"ta')],
  ["nothing", text(200, "")],
  ["JSON of something else", text(200, '{"hello":1}')],
  ["null", text(200, "null")],
  ["a list where one answer was due", text(200, "[]")],
  ["an error without a reason", text(500, '{"error":{"message":"x","data":null}}')],
  ["an error that is a text", text(500, '{"error":"x"}')],
])("%s instead of an answer is a clear error", async (_, script) => {
  const { client } = await clientOf([script]);
  await expect(client.tags.list()).rejects.toMatchObject({
    name: "CallError",
    code: "bad_answer",
    message: expect.stringContaining("is not from this API"),
  });
});

test.each([
  ["too few", [result(1)]],
  ["too many", [result(1), result(2), result(3)]],
  ["one result for all", result(1)],
  ["texts", ["a", "b"]],
  ["nothing in them", [null, null]],
])("a batch answered with %s fails each of its calls clearly", async (_, body) => {
  const { client } = await clientOf([json(200, body)]);
  const answers = await Promise.allSettled([client.articles.get({ slug: "a" }), client.articles.get({ slug: "b" })]);
  expect(answers).toMatchObject([{ reason: { code: "bad_answer" } }, { reason: { code: "bad_answer" } }]);
});

test("unexpected members of an error response are ignored", async () => {
  const odd = {
    error: { message: 7, data: { reason: "odd", httpStatus: "x", errors: { a: 1 }, retryAfterSeconds: {} } },
  };
  const { client } = await clientOf([json(418, odd)]);
  await expect(client.tags.list()).rejects.toMatchObject({ code: "odd", status: 418, errors: {}, message: "7" });
});
