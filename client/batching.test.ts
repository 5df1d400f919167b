import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { signUp, startTestApp, type TestApp } from "../tests/support/app.ts";
import { serveTestApp, type TestServer } from "../tests/support/http.ts";
import { type ClientOptions, createClient } from "./index.ts";

let app: TestApp;
let server: TestServer;
let token: string;
let username: string;
let before = 0;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
  ({ token, username } = await signUp(app));
});
beforeEach(() => {
  before = server.requests.length;
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

const clientWith = (options: Partial<ClientOptions> = {}) => createClient({ url: server.url, token, ...options });
const made = () => server.requests.slice(before);
const publish = (title: string) => ({ title, description: "d", body: "b" });

test("reads made in the same tick share one GET, whichever of them fails", async () => {
  const client = clientWith();
  const [user, profile, missing] = await Promise.allSettled([
    client.accounts.current(),
    client.profiles.get({ username }),
    client.articles.get({ slug: "nowhere" }),
  ]);
  expect(user).toMatchObject({ status: "fulfilled", value: { username } });
  expect(profile).toMatchObject({ status: "fulfilled", value: { username } });
  expect(missing).toMatchObject({ status: "rejected", reason: { code: "not_found", procedure: "articles.get" } });
  expect(made().map(({ method, path }) => [method, path.split("?")[0]])).toEqual([
    ["GET", "/trpc/accounts.current,profiles.get,articles.get"],
  ]);
});

test("a call made alone is not a batch", async () => {
  await clientWith().articles.list({ limit: 1 });
  expect(made().map(({ path }) => path)).toEqual(["/trpc/articles.list?input=%7B%22limit%22%3A1%7D"]);
});

test("calls that are made a few microtasks apart share a batch", async () => {
  const client = clientWith();
  const behind = async () => {
    await null;
    await null;
    return client.articles.feed();
  };
  await Promise.all([behind(), client.accounts.current()]);
  expect(made()).toHaveLength(1);
});

test("reads and mutations go in separate requests", async () => {
  const client = clientWith();
  await Promise.all([
    client.articles.publish(publish("One")),
    client.articles.publish(publish("Two")),
    client.accounts.current(),
  ]);
  expect(made().map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /trpc/accounts.current",
    "POST /trpc/articles.publish,articles.publish?batch=1",
  ]);
});

test("fifty calls become three requests of at most twenty", async () => {
  const client = clientWith();
  const profiles = await Promise.all(Array.from({ length: 50 }, () => client.profiles.get({ username })));
  expect(new Set(profiles.map((profile) => profile.username))).toEqual(new Set([username]));
  expect(made().map(({ path }) => path.split("?")[0]?.split(",").length)).toEqual([20, 20, 10]);
});

test("reads whose address would be too long go by POST", async () => {
  const client = clientWith();
  const slugs = Array.from({ length: 12 }, (_, index) => `${index}`.padEnd(200, "x"));
  const answers = await Promise.allSettled(slugs.map((slug) => client.articles.get({ slug })));
  expect(answers.map((answer) => answer.status === "rejected" && answer.reason.code)).toEqual(
    slugs.map(() => "not_found"),
  );
  expect(made().map(({ method, path }) => [method, path.length < 2000])).toEqual([["POST", true]]);
});

test("large calls are spread over requests that the service takes", async () => {
  const client = clientWith();
  const body = "é".repeat(200_000);
  const calls = ["a", "b", "c", "d"].map((title) => client.articles.publish({ ...publish(title), body }));
  expect((await Promise.all(calls)).map((article) => article.title)).toEqual(["a", "b", "c", "d"]);
  expect(made()).toHaveLength(2);
});

test("a call beyond 1 MiB is refused without being sent", async () => {
  const call = clientWith().articles.publish({ ...publish("Big"), body: "x".repeat(1_100_000) });
  await expect(call).rejects.toMatchObject({ code: "too_large", status: 413 });
  expect(made()).toHaveLength(0);
});

test("a cacheable public read goes alone by GET, without a token, so that caches can keep it", async () => {
  const client = clientWith();
  await Promise.all([client.tags.list(), client.accounts.current()]);
  const read = made().find(({ path }) => path.includes("tags"));
  expect(read).toMatchObject({ method: "GET", path: "/trpc/tags.list" });
  expect(read?.headers.get("authorization")).toBeNull();
  expect(made()).toHaveLength(2);
});

test("a call with an idempotency key goes alone and carries it", async () => {
  const client = clientWith();
  const calls = [
    client.articles.publish(publish("K"), { idempotencyKey: "key-0001" }),
    client.articles.publish(publish("L")),
  ];
  await Promise.all(calls);
  const keys = made().map(({ headers }) => headers.get("idempotency-key"));
  expect(keys.toSorted()).toEqual(["key-0001", null]);
});

test("the token function is asked before each request, and may take its time", async () => {
  const ask = vi.fn(async () => token);
  const client = clientWith({ token: ask });
  await Promise.all([client.accounts.current(), client.articles.feed()]);
  await client.accounts.current();
  expect(ask).toHaveBeenCalledTimes(2);
});

test("without a token no authorization is sent", async () => {
  await expect(clientWith({ token: () => null }).accounts.current()).rejects.toMatchObject({ code: "unauthorized" });
  expect(made()[0]?.headers.has("authorization")).toBe(false);
});

test("a token function that fails fails the call, and nothing is sent", async () => {
  const cause = new Error("keychain locked");
  const client = clientWith({ token: () => Promise.reject(cause) });
  await expect(client.accounts.current()).rejects.toMatchObject({ name: "CallError", code: "token", cause });
  expect(made()).toHaveLength(0);
});

test("own headers go with every request and a slash at the end of the address does not matter", async () => {
  await clientWith({ url: `${server.url}/`, headers: () => ({ "x-request-id": "story-0001" }) }).accounts.current();
  expect(made()[0]?.headers.get("x-request-id")).toBe("story-0001");
});

test("fetch is called as a plain function, with nothing in its options that was not asked for", async () => {
  const seen: unknown[] = [];
  function strict(this: unknown, url: string, options: RequestInit) {
    seen.push(this, Object.keys(options).toSorted());
    return fetch(url, options);
  }
  await clientWith({ fetch: strict }).accounts.current();
  expect(seen).toEqual([undefined, ["headers", "method", "signal"]]);
});
