import { afterAll, beforeAll, expect, test } from "vitest";
import { enrolAs } from "../admin/roles.ts";
import type { TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { enrol, type Person, publish, refusal } from "../support/people.ts";

let app: TestApp;
let moderator: Person;
let admin: Person;
let ada: Person;
beforeAll(async () => {
  app = await startCachedApp();
  moderator = await enrolAs(app, "moderator");
  admin = await enrolAs(app, "admin");
  ada = await enrol(app);
});
afterAll(() => app.stop());

const removals = async () =>
  (await app.rest("GET", "/admin/audit?action=content.removed", { token: admin.token })).body.entries;

test("a moderator takes a comment down, and no other with it", async () => {
  const { slug } = await publish(app, ada);
  const addComment = async (body: string) =>
    (await app.rest("POST", `/articles/${slug}/comments`, { token: ada.token, body: { comment: { body } } })).body
      .comment.id;
  const [bad, good] = [await addComment("bad"), await addComment("good")];
  const shown = async () =>
    (await app.rest("GET", `/articles/${slug}/comments`)).body.comments.map(({ id }: { id: number }) => id);
  expect(await shown()).toEqual([good, bad]);
  const path = `/admin/articles/${slug}/comments/${bad}`;
  expect((await app.rest("DELETE", path, { token: moderator.token })).status).toBe(204);
  expect(await shown()).toEqual([good]);
  expect((await app.rest("DELETE", path, { token: moderator.token })).status).toBe(404);
  expect((await removals())[0]).toMatchObject({ details: { kind: "comment", slug, id: bad } });
});

test("a comment can be taken down only from its own article", async () => {
  const [here, elsewhere] = [await publish(app, ada), await publish(app, ada)];
  const comment = { body: "Hm." };
  const { token } = ada;
  const { id } = (await app.rest("POST", `/articles/${here.slug}/comments`, { token, body: { comment } })).body.comment;
  const path = `/admin/articles/${elsewhere.slug}/comments/${id}`;
  expect((await app.rest("DELETE", path, { token: moderator.token })).status).toBe(404);
  expect((await app.rest("GET", `/articles/${here.slug}/comments`)).body.comments).toHaveLength(1);
});

test("no role below moderator takes a comment down, and learns nothing of what is there", async () => {
  const { slug } = await publish(app, ada);
  const refused = { status: 403, errors: { request: ["forbidden"] } };
  const path = `/admin/articles/${slug}/comments/x`;
  expect(await refusal(app, "DELETE", path, { token: ada.token })).toEqual(refused);
  expect((await app.rest("DELETE", path)).status).toBe(401);
});
