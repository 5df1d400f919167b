import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { invalidNumbers, specialCharacterTexts, unstorableTexts } from "../support/characters.ts";
import { enrol, type Person, publish, refusal } from "../support/people.ts";
import { mutateTrpc, sendTrpc } from "../support/trpc.ts";

let app: TestApp;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  app = await startCachedApp();
  ada = await enrol(app, "ada");
  grace = await enrol(app, "grace");
});
afterAll(() => app.stop());

const addComment = (slug: string, body: unknown, { token }: Person = grace) =>
  app.rest("POST", `/articles/${slug}/comments`, { token, body: { comment: { body } } });
const bodiesOf = (comments: { body: string }[]) => comments.map(({ body }) => body);

test("a comment comes back with its author and an integer for an id", async () => {
  const { slug } = await publish(app, ada);
  const { status, body } = await addComment(slug, "Glue is cheating.");
  expect(status).toBe(201);
  expect(body).toEqual({
    comment: {
      id: expect.any(Number),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: body.comment.createdAt,
      body: "Glue is cheating.",
      author: { username: "grace", bio: null, image: null, following: false },
    },
  });
  expect(Number.isInteger(body.comment.id)).toBe(true);
});

test("comments are listed newest first, to each viewer with their own follows", async () => {
  const { slug } = await publish(app, ada);
  for (const text of ["first", "second", "third"]) await addComment(slug, text);
  await app.rest("POST", "/profiles/grace/follow", { token: ada.token });
  const visitor = await app.rest("GET", `/articles/${slug}/comments`);
  expect(visitor.body).toMatchObject({ next: null });
  expect(bodiesOf(visitor.body.comments)).toEqual(["third", "second", "first"]);
  expect(visitor.body.comments[0].author.following).toBe(false);
  const follower = await app.rest("GET", `/articles/${slug}/comments`, { token: ada.token });
  expect(follower.body.comments[0].author.following).toBe(true);
});

test("an article without comments has an empty list, and one that does not exist has none", async () => {
  const { slug } = await publish(app, ada);
  expect((await app.rest("GET", `/articles/${slug}/comments`)).body).toEqual({ comments: [], next: null });
  expect(await refusal(app, "GET", "/articles/no-such/comments")).toEqual({
    status: 404,
    errors: { article: ["not found"] },
  });
});

test("a long list is read in bounded pages, without loss or repetition while others go on commenting", async () => {
  const { slug, id } = await publish(app, ada).then(async (article) => ({
    slug: article.slug,
    id: (
      await app.database.db
        .selectFrom("article")
        .select("id")
        .where("slug", "=", article.slug)
        .executeTakeFirstOrThrow()
    ).id,
  }));
  const rows = Array.from({ length: 250 }, (_, n) => ({ article_id: id, author_id: ada.id, body: `comment ${n}` }));
  await app.database.db.insertInto("comment").values(rows).execute();
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { body } = await app.rest("GET", `/articles/${slug}/comments${cursor && `?cursor=${cursor}`}`);
    expect(body.comments.length).toBeLessThanOrEqual(100);
    seen.push(...bodiesOf(body.comments));
    cursor = body.next;
    await addComment(slug, "in between");
  }
  expect(seen).toEqual(rows.map(({ body }) => body).reverse());
  const { body } = await app.rest("GET", `/articles/${slug}/comments?limit=1`);
  expect(body.comments).toHaveLength(1);
});

describe("commenting is refused", () => {
  test.each([
    ["without a text", undefined],
    ["with null", null],
    ["with an empty text", ""],
    ["with nothing visible", " \n\t "],
  ])("%s", async (_, text) => {
    const { slug } = await publish(app, ada);
    const { status, body } = await addComment(slug, text);
    expect({ status, errors: body.errors }).toEqual({ status: 422, errors: { body: ["can't be blank"] } });
  });

  test("without a sign-in, before the text or the article is looked at", async () => {
    const body = { comment: { body: "" } };
    expect(await refusal(app, "POST", "/articles/no-such/comments", { body })).toEqual({
      status: 401,
      errors: { token: ["is missing"] },
    });
  });

  test("on an article that does not exist", async () => {
    expect((await addComment("no-such", "Hello?")).body).toMatchObject({
      status: 404,
      errors: { article: ["not found"] },
    });
  });

  test("as another account: whatever else is sent grants nothing", async () => {
    const { slug } = await publish(app, ada);
    const comment = { body: "b", author_id: ada.id, id: 999_999, createdAt: "2000-01-01", articleId: 1 };
    const answer = await app.rest("POST", `/articles/${slug}/comments`, { token: grace.token, body: { comment } });
    expect(answer.body.comment.author.username).toBe("grace");
    expect(answer.body.comment.id).not.toBe(999_999);
    expect(answer.body.comment.createdAt > "2020").toBe(true);
  });
});

describe("deleting a comment", () => {
  const remove = (slug: string, id: unknown, { token }: { token?: string } = grace) =>
    refusal(app, "DELETE", `/articles/${slug}/comments/${id}`, { token });

  test("answers 204 without a body, and the comment no longer exists", async () => {
    const { slug } = await publish(app, ada);
    const { id } = (await addComment(slug, "Soon gone")).body.comment;
    const { status, body } = await app.rest("DELETE", `/articles/${slug}/comments/${id}`, { token: grace.token });
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(await remove(slug, id)).toEqual({ status: 404, errors: { comment: ["not found"] } });
  });

  test("is allowed only to its author, not to the article's author", async () => {
    const { slug } = await publish(app, ada);
    const { id } = (await addComment(slug, "Mine")).body.comment;
    expect(await remove(slug, id, ada)).toEqual({ status: 403, errors: { comment: ["forbidden"] } });
    expect(await remove(slug, id, {})).toEqual({ status: 401, errors: { token: ["is missing"] } });
    expect((await app.rest("GET", `/articles/${slug}/comments`)).body.comments).toHaveLength(1);
  });

  test("through another article's address finds no such comment, and leaves it", async () => {
    const [mine, other] = [await publish(app, ada), await publish(app, ada)];
    const { id } = (await addComment(mine.slug, "Stays")).body.comment;
    expect(await remove(other.slug, id)).toEqual({ status: 404, errors: { comment: ["not found"] } });
    expect(await remove("no-such", id)).toEqual({ status: 404, errors: { article: ["not found"] } });
    expect(await mutateTrpc(app, "comments.delete", { slug: other.slug, id }, grace)).toMatchObject({
      status: 404,
      error: { reason: "not_found" },
    });
    expect((await app.rest("GET", `/articles/${mine.slug}/comments`)).body.comments).toHaveLength(1);
  });

  test.each(["abc", "0", "-1", "1.5", "9007199254740993", "9223372036854775808", "1e3", "%00"])(
    "does not take %s for an id",
    async (id) => {
      const { slug } = await publish(app, ada);
      const { status, errors } = await remove(slug, id);
      expect({ status, fields: Object.keys(errors) }).toEqual({ status: 422, fields: ["id"] });
      expect((await remove(slug, id, {})).status).toBe(401);
    },
  );

  test.each(invalidNumbers)("does not take %s for an id over tRPC", async (id) => {
    const headers = { authorization: `Bearer ${grace.token}`, "content-type": "application/json" };
    const body = `{"slug":"no-such","id":${id}}`;
    // A number in the range of ids is looked up, even beyond the range of lists.
    const expected = ["2147483648"].includes(id) ? 404 : 422;
    expect((await sendTrpc(app, "comments.delete", { method: "POST", headers, body })).status).toBe(expected);
  });

  test("of a number not yet given is not found", async () => {
    const { slug } = await publish(app, ada);
    for (const id of [2 ** 31, Number.MAX_SAFE_INTEGER]) expect((await remove(slug, id)).status).toBe(404);
  });
});

test("comments go with their article", async () => {
  const { slug } = await publish(app, ada);
  const { id } = (await addComment(slug, "Bound to it")).body.comment;
  await app.rest("DELETE", `/articles/${slug}`, { token: ada.token });
  expect(await app.database.db.selectFrom("comment").select("id").where("id", "=", id).execute()).toEqual([]);
});

test("comments go with their author, and are in the author's export until then", async () => {
  const [leaving, other, { slug }] = [await enrol(app), await enrol(app), await publish(app, ada)];
  await addComment(slug, "Hm.", leaving);
  const { token, username } = leaving;
  const exported = (await app.rest("GET", "/user/export", { token })).body;
  expect(exported.comments).toMatchObject([{ slug, body: "Hm." }]);
  expect((await app.rest("GET", "/user/export", { token: other.token })).body.comments).toEqual([]);
  expect((await app.rest("DELETE", `/users/${username}`, { token })).status).toBe(204);
  expect((await app.rest("GET", `/articles/${slug}/comments`)).body.comments).toEqual([]);
});

test("one comment is deleted once, however many try at once", async () => {
  const { slug } = await publish(app, ada);
  const { id } = (await addComment(slug, "b")).body.comment;
  const tries = Array.from({ length: 10 }, () =>
    app.rest("DELETE", `/articles/${slug}/comments/${id}`, { token: grace.token }),
  );
  expect((await Promise.all(tries)).map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(404)]);
});

test("who comments while the article is deleted has commented, or finds none", async () => {
  const { slug } = await publish(app, ada);
  const [removed, ...said] = await Promise.all([
    app.rest("DELETE", `/articles/${slug}`, { token: ada.token }),
    ...Array.from({ length: 10 }, () => addComment(slug, "Quick!")),
  ]);
  expect(removed.status).toBe(204);
  for (const { status } of said) expect([201, 404]).toContain(status);
});

test("a comment sent while its author's account is deleted is either stored or refused as unauthorized", async () => {
  const { slug } = await publish(app, ada);
  for (let round = 0; round < 5; round++) {
    const leaving = await enrol(app);
    const [removed, ...said] = await Promise.all([
      app.rest("DELETE", `/users/${leaving.username}`, { token: leaving.token }),
      ...Array.from({ length: 10 }, () => addComment(slug, "Farewell!", leaving)),
    ]);
    expect(removed.status).toBe(204);
    for (const { status } of said) expect([201, 401]).toContain(status);
  }
  expect((await app.rest("GET", `/articles/${slug}/comments`)).body.comments).toEqual([]);
});

describe("characters", () => {
  test("IN-05 that cannot be stored are refused, in a comment and in its address", async () => {
    const { slug } = await publish(app, ada);
    for (const text of unstorableTexts) expect((await addComment(slug, text)).status).toBe(422);
    for (const path of ["/articles/a%00b/comments", `/articles/${slug}/comments?cursor=%00`])
      expect((await app.rest("GET", path)).status).toBe(422);
  });

  test.each(specialCharacterTexts)("IN-08 that mean something to others are kept as they came: %j", async (text) => {
    const { slug } = await publish(app, ada);
    expect((await addComment(slug, text)).body.comment.body).toBe(text);
  });
});
