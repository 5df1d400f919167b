import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startTestApp, type TestApp } from "../tests/support/app.ts";
import { serveTestApp, type TestServer } from "../tests/support/http.ts";
import { CallError, createClient, isError } from "./index.ts";

let app: TestApp;
let server: TestServer;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

const caught = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

test("a declared error keeps its code, status, sentence, subject and request id", async () => {
  const client = createClient({ url: server.url, headers: { "x-request-id": "request-0001" } });
  const error = await caught(client.articles.get({ slug: "nowhere" }));
  expect(error).toBeInstanceOf(CallError);
  expect(error).toMatchObject({
    name: "CallError",
    procedure: "articles.get",
    code: "not_found",
    status: 404,
    message: expect.any(String),
    errors: { article: [expect.any(String)] },
    requestId: "request-0001",
  });
});

test("a refused input names its fields", async () => {
  const client = createClient({ url: server.url });
  const error = await caught(client.accounts.register({ username: "", email: "no", password: "tail and pin" }));
  expect(error).toMatchObject({
    code: "invalid",
    status: 422,
    issues: [
      { path: "username", code: "required" },
      { path: "email", code: "format", format: "email" },
    ],
  });
  expect(Object.keys(error instanceof CallError ? error.errors : {})).toEqual(["username", "email"]);
});

test("isError distinguishes errors by procedure and code", async () => {
  const owner = createClient({ url: server.url, token: (await signUp(app)).token });
  const other = createClient({ url: server.url, token: (await signUp(app)).token });
  const { slug } = await owner.articles.publish({ title: "Mine", description: "d", body: "b" });
  const error = await caught(other.articles.update({ slug, title: "Yours" }));
  expect(isError(error, "articles.update", "forbidden")).toBe(true);
  expect(isError(error, "articles.update")).toBe(true);
  expect(isError(error, "articles.update", "not_found")).toBe(false);
  expect(isError(error, "articles.delete", "forbidden")).toBe(false);
  expect(isError(new Error("forbidden"), "articles.update", "forbidden")).toBe(false);
});

test("a batch that is refused as a whole is that refusal for each of its calls", async () => {
  const headers = { cookie: "__Host-dovetail=x", origin: "https://evil.example" };
  const client = createClient({ url: server.url, headers });
  const answers = await Promise.all([caught(client.sessions.logout()), caught(client.sessions.logoutEverywhere())]);
  expect(answers).toMatchObject([
    { code: "refused", status: 403, procedure: "sessions.logout" },
    { code: "refused", status: 403, procedure: "sessions.logoutEverywhere" },
  ]);
});

test("a wrong address is reported as a response that is not the API's", async () => {
  const client = createClient({ url: `${server.url}/elsewhere` });
  await expect(client.tags.list()).rejects.toMatchObject({ code: "bad_answer", status: 404 });
});
