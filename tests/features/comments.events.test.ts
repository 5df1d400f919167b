import { afterAll, beforeAll, expect, test } from "vitest";
import { enrolAs } from "../admin/roles.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { eventsSince } from "../support/events.ts";
import { enrol, type Person, publish } from "../support/people.ts";

let app: TestApp;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await enrol(app, "ada");
  grace = await enrol(app, "grace");
});
afterAll(() => app.stop());

const add = async (slug: string, { token }: Person) =>
  (await app.rest("POST", `/articles/${slug}/comments`, { token, body: { comment: { body: "Glue." } } })).body.comment
    .id;

test("comment.added, comment.deleted: appended once each, by no call that is refused", async () => {
  const { slug } = await publish(app, ada);
  const news = eventsSince(app);
  await news();
  const commentId = await add(slug, grace);
  const id = expect.any(Number);
  const payload = { commentId, articleId: id, slug, authorId: id, author: grace.username };
  expect(await news()).toEqual([{ name: "comment.added", ...payload }]);

  const comment = `/articles/${slug}/comments/${commentId}`;
  await app.rest("DELETE", comment, { token: ada.token });
  expect(await news()).toEqual([]);
  for (const _ of [1, 2]) await app.rest("DELETE", comment, { token: grace.token });
  expect(await news()).toEqual([{ name: "comment.deleted", ...payload }]);
});

test("comment.deleted: a moderator's removal appends the same event as the author's", async () => {
  const { slug } = await publish(app, ada);
  const moderator = await enrolAs(app, "moderator");
  const commentId = await add(slug, grace);
  const news = eventsSince(app);
  await news();
  await app.rest("DELETE", `/admin/articles/${slug}/comments/${commentId}`, { token: moderator.token });
  expect(await news()).toMatchObject([{ name: "comment.deleted", commentId, author: grace.username }]);
});
