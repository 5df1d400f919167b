import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { enrol, type Person, publish, refusal } from "../support/people.ts";
import { queryTrpc } from "../support/trpc.ts";

let app: TestApp;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  app = await startCachedApp();
  ada = await enrol(app, "ada");
  grace = await enrol(app, "grace");
});
afterAll(() => app.stop());

const following = async (viewer: Person, username: string) =>
  (await app.rest("GET", `/profiles/${username}`, { token: viewer.token })).body.profile.following;

test("profiles.get: is public, and shows only the contract's fields", async () => {
  const { status, body } = await app.rest("GET", "/profiles/ada");
  expect(status).toBe(200);
  expect(body).toEqual({ profile: { username: "ada", bio: null, image: null, following: false } });
});

test("a profile is found whatever the case of its name", async () => {
  expect((await app.rest("GET", "/profiles/ADA")).body.profile.username).toBe("ada");
});

test("following and its undoing answer the profile, and doing either twice changes nothing", async () => {
  for (const [method, expected] of [
    ["POST", true],
    ["POST", true],
    ["DELETE", false],
    ["DELETE", false],
  ] as const) {
    const { status, body } = await app.rest(method, "/profiles/ada/follow", { token: grace.token });
    expect({ status, following: body.profile.following }).toEqual({ status: 200, following: expected });
    expect(await following(grace, "ada")).toBe(expected);
  }
});

test("follows are visible only to the follower", async () => {
  await app.rest("POST", "/profiles/grace/follow", { token: ada.token });
  expect(await following(ada, "grace")).toBe(true);
  expect(await following(grace, "grace")).toBe(false);
  expect((await app.rest("GET", "/profiles/grace")).body.profile.following).toBe(false);
  const article = await publish(app, grace);
  const seenBy = async (token?: string) =>
    (await app.rest("GET", `/articles/${article.slug}`, { token })).body.article.author.following;
  expect([await seenBy(ada.token), await seenBy(grace.token), await seenBy()]).toEqual([true, false, false]);
});

test("an unknown name is not found, whatever is done with it", async () => {
  const expected = { status: 404, errors: { profile: ["not found"] } };
  const { token } = grace;
  expect(await refusal(app, "GET", "/profiles/nobody")).toEqual(expected);
  expect(await refusal(app, "POST", "/profiles/nobody/follow", { token })).toEqual(expected);
  expect(await refusal(app, "DELETE", "/profiles/nobody/follow", { token })).toEqual(expected);
  expect(await queryTrpc(app, "profiles.get", { username: "nobody" })).toMatchObject({
    status: 404,
    error: { reason: "not_found", errors: { profile: ["not found"] } },
  });
});

test("following requires a sign-in, also for an unknown name", async () => {
  for (const name of ["ada", "nobody"])
    for (const method of ["POST", "DELETE"])
      expect(await refusal(app, method, `/profiles/${name}/follow`)).toEqual({
        status: 401,
        errors: { token: ["is missing"] },
      });
});

test("an invalid bearer token reads anonymously and cannot follow", async () => {
  const { status, body } = await app.rest("GET", "/profiles/ada", { token: "dead" });
  expect([status, body.profile.following]).toEqual([200, false]);
  expect(await refusal(app, "POST", "/profiles/ada/follow", { token: "dead" })).toEqual({
    status: 401,
    errors: { token: ["is invalid"] },
  });
});

test.each(["Ægir & co", "日本 太郎", "100%", "a/b?c=d#e", "😀", "'; drop table account; --"])(
  "the name %s works in an address",
  async (username) => {
    await enrol(app, username);
    const { status, body } = await app.rest("GET", `/profiles/${encodeURIComponent(username)}`);
    expect({ status, username: body.profile?.username }).toEqual({ status: 200, username });
  },
);

test("% and _ in a name stand for themselves", async () => {
  for (const pattern of ["%25", "ad_", "_da"]) expect((await app.rest("GET", `/profiles/${pattern}`)).status).toBe(404);
});
