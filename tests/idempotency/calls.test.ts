import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";

let app: TestApp;
let ada: { username: string; token: string };
beforeAll(async () => {
  app = await startTestApp();
  ada = await signUp(app, "ada");
});
afterAll(() => app.stop());

const draft = (title: string) => ({ title, description: "d", body: "b", tagList: [] });

const publish = (key: string, title: string, token = ada.token) =>
  app.rest("POST", "/articles", { token, body: { article: draft(title) }, headers: { "idempotency-key": key } });

const publishByTrpc = async (key: string, title: string) => {
  const response = await app.fetch("/trpc/articles.publish", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${ada.token}`, "idempotency-key": key },
    body: JSON.stringify(draft(title)),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
};

const countByTitle = async (title: string) => {
  const rows = await app.database.db.selectFrom("article").select("id").where("title", "=", title).execute();
  return rows.length;
};

test("FX-05 fifty calls at once with one key publish one article, and each that succeeds shows it", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => publish("parallel", "Once and for all")));
  expect(new Set(answers.map(({ status }) => status)).difference(new Set([201, 409]))).toEqual(new Set());
  const slugs = answers.filter(({ status }) => status === 201).map(({ body }) => body.article.slug);
  expect(new Set(slugs)).toEqual(new Set(["once-and-for-all"]));
  const [refused] = answers.filter(({ status }) => status === 409);
  if (refused !== undefined) expect(refused.headers.get("retry-after")).toBe("1");
  expect(await countByTitle("Once and for all")).toBe(1);
});

test("FX-05 a repeated call gets the first answer, byte for byte, and a header that marks it as replayed", async () => {
  const first = await publish("again", "Said twice");
  const second = await publish("again", "Said twice");
  expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
  expect([second.status, second.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  expect(second.body).toEqual(first.body);
});

test("a key holds over both surfaces", async () => {
  const first = await publish("both-doors", "Two doors");
  const second = await publishByTrpc("both-doors", "Two doors");
  expect(second.status).toBe(200);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(second.body).toEqual({ result: { data: first.body.article } });
  expect(await countByTitle("Two doors")).toBe(1);
});

test("FX-06 a key used for something else is refused, and nothing is done", async () => {
  await publish("mine", "The first");
  const other = await publish("mine", "The second");
  expect([other.status, other.body.code]).toEqual([422, "key_reused"]);
  const elsewhere = await app.rest("POST", "/profiles/ada/follow", {
    token: ada.token,
    headers: { "idempotency-key": "mine" },
  });
  expect(elsewhere.status).toBe(422);
  expect(await countByTitle("The second")).toBe(0);
});

test("FX-06 two people may use the same key", async () => {
  const grace = await signUp(app, "grace");
  await publish("common", "Hers and hers");
  expect((await publish("common", "Hers and hers", grace.token)).headers.get("idempotency-replayed")).toBeNull();
  expect(await countByTitle("Hers and hers")).toBe(2);
});

test("a refusal is not stored: the call may be retried", async () => {
  const favour = () =>
    app.rest("POST", "/articles/not-yet-there/favorite", {
      token: ada.token,
      headers: { "idempotency-key": "early" },
    });
  expect((await favour()).status).toBe(404);
  await publish("late", "Not yet there");
  expect((await favour()).status).toBe(200);
});

test.each([
  ["an empty key", ""],
  ["a key of 300 characters", "k".repeat(300)],
  ["a key with a space", "one two"],
])("%s is refused", async (_, key) => {
  expect((await publish(key, "Refused")).status).toBe(400);
  expect(await countByTitle("Refused")).toBe(0);
});

test("calls that answer with a secret take no key", async () => {
  const user = { username: "joan", email: "joan@example.com", password: "a fine password" };
  const headers = { "idempotency-key": "sign-up" };
  expect((await app.rest("POST", "/users", { body: { user }, headers })).status).toBe(400);
  const change = { body: { user: { bio: "b" } }, headers, token: ada.token };
  expect((await app.rest("PUT", "/user", change)).status).toBe(400);
});
