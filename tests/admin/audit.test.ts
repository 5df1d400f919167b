import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteOldAudit, recordAudit } from "../../server/audit/index.ts";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import type { Person } from "../support/people.ts";
import { enrolAs } from "./roles.ts";

let app: TestApp;
let root: Person;
beforeAll(async () => {
  app = await startTestApp({ LIMITS: "on" });
  root = await enrolAs(app, "admin");
});
afterAll(() => app.stop());

const log = async (search = "") => (await app.rest("GET", `/admin/audit${search}`, { token: root.token })).body;
const signIn = (email: string, password: string) =>
  app.rest("POST", "/users/login", { body: { user: { email, password } } });

test("LG-05 sign-ins are on record, good ones and bad ones, without address or password of who tried", async () => {
  const { username } = await signUp(app);
  await signIn(`${username}@example.com`, "a wrong password");
  await signIn("nobody@example.com", "a wrong password");
  await signIn(`${username}@example.com`, "a fine password");
  const { entries } = await log();
  const signIns = entries.filter(({ action }: { action: string }) => action.startsWith("sign_in."));
  expect(signIns).toMatchObject([
    { action: "sign_in.succeeded", actor: username, account: username },
    { action: "sign_in.failed", actor: null, account: null },
    { action: "sign_in.failed", actor: null, account: username },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/example\.com|password/);
});

test("AU-12 the right password of a suspended account opens nothing", async () => {
  const { username } = await signUp(app);
  await app.rest("POST", `/admin/users/${username}/suspension`, { token: root.token, body: { suspension: {} } });
  expect(await signIn(`${username}@example.com`, "a fine password")).toMatchObject({ status: 401 });
});

test("LG-05 refusals leave one line each, with their code and who met it", async () => {
  const { token } = await signUp(app);
  const from = app.logLines.length;
  await app.rest("GET", "/admin/users");
  await app.rest("GET", "/admin/users", { token });
  for (let tries = 0; tries < 11; tries++) await signIn("limited@example.com", "a wrong password");
  const lines = app.logLines.slice(from).filter(({ error }) => error !== null);
  expect(lines.slice(0, 2)).toMatchObject([
    { status: 401, error: "unauthorized", viewerId: null, procedures: ["admin.listUsers"] },
    { status: 403, error: "refused", viewerId: expect.any(Number), requestId: expect.any(String) },
  ]);
  expect(lines.at(-1)).toMatchObject({ status: 429, error: "limited", procedures: ["accounts.login"] });
  expect(lines).toHaveLength(13);
});

test("the log pages by cursor, each entry once", async () => {
  const { db } = app.database;
  const entry = { action: "session.ended", actorId: root.id, accountId: root.id } as const;
  for (let n = 0; n < 3; n++)
    await recordAudit(db, { address: "192.0.2.9", requestId: `page-${n}` }, { ...entry, details: { n } });
  const first = await log("?action=session.ended&limit=2");
  const second = await log(`?action=session.ended&limit=2&cursor=${first.next}`);
  const shown = [...first.entries, ...second.entries].map(({ details }: { details: { n: number } }) => details.n);
  expect([shown, second.next]).toEqual([[2, 1, 0], null]);
});

test("entries are forgotten after 400 days, a bounded number at a time", async () => {
  const { db } = app.database;
  await sql`update audit set at = now() - interval '401 days' where action = 'session.ended'`.execute(db);
  expect([await deleteOldAudit(db, { max: 2 }), await deleteOldAudit(db, { max: 2 })]).toEqual([2, 1]);
  expect((await log("?action=session.ended")).entries).toEqual([]);
  expect((await log("?action=sign_in.failed")).entries.length).toBeGreaterThan(0);
});
