import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { enrol, type Person, publish, refusal } from "../support/people.ts";
import { enrolAs } from "./roles.ts";

let app: TestApp;
let moderator: Person;
let admin: Person;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp({}, undefined, openTestCaching());
  moderator = await enrolAs(app, "moderator");
  admin = await enrolAs(app, "admin");
  ada = await enrol(app);
});
afterAll(() => app.stop());

const titles = async () =>
  (await app.rest("GET", "/articles")).body.articles.map(({ title }: { title: string }) => title);
const removals = async () => {
  const { body } = await app.rest("GET", "/admin/audit?action=content.removed", { token: admin.token });
  return body.entries;
};

test("a moderator takes an article down: it is gone from every list that was kept, and on record", async () => {
  const { slug } = await publish(app, ada, { title: "Bad glue", tagList: ["bad"] });
  expect(await titles()).toContain("Bad glue");
  expect((await app.rest("GET", `/articles/${slug}`)).status).toBe(200);
  expect((await app.rest("GET", "/tags")).body.tags).toContain("bad");
  expect((await app.rest("DELETE", `/admin/articles/${slug}`, { token: moderator.token })).status).toBe(204);
  expect(await titles()).not.toContain("Bad glue");
  expect((await app.rest("GET", `/articles/${slug}`)).status).toBe(404);
  expect((await app.rest("GET", "/tags")).body.tags).not.toContain("bad");
  expect((await removals())[0]).toMatchObject({
    actor: moderator.username,
    account: ada.username,
    details: { kind: "article", slug },
  });
});

test("no role below moderator takes anything down, and learns nothing of what is there", async () => {
  const { slug } = await publish(app, admin);
  for (const path of [`/admin/articles/${slug}`, "/admin/articles/nowhere"]) {
    const refused = { status: 403, errors: { request: ["forbidden"] } };
    expect(await refusal(app, "DELETE", path, { token: ada.token })).toEqual(refused);
    expect((await app.rest("DELETE", path)).status).toBe(401);
  }
  expect((await app.rest("GET", `/articles/${slug}`)).status).toBe(200);
});
