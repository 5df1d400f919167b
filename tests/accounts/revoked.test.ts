import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { revoke } from "../../server/features/credentials/index.ts";
import { mintLink } from "../../server/features/email-verification/index.ts";
import { startSession } from "../../server/features/sessions/index.ts";
import { retry } from "../../server/jobs/index.ts";
import { addPasskey, assertion, codeOf, encryptionKeys, enrolOwner, type Owner } from "../factors/owner.ts";
import { begin as beginApp, letIn, post, redemption, registered } from "../native/app-client.ts";
import { begin as beginProvider, callbackPath, returnFromProvider, type Started, sessionIn } from "../oauth/journey.ts";
import { json, type ScriptedProvider, startScriptedProvider } from "../oauth/scripted-provider.ts";
import { publicOrigin, type RestAnswer, startTestApp, type TestApp } from "../support/app.ts";
import { type Authenticator, createAuthenticator } from "../support/authenticator.ts";
import { openMail, type TestMail, tokenIn } from "../support/mail.ts";

let app: TestApp;
let provider: ScriptedProvider;
let mail: TestMail;
/** A mail transport that answers 451. */
let lateMail: TestMail;
beforeAll(async () => {
  provider = await startScriptedProvider();
  const environment = { ...provider.environment, NATIVE_APPS: registered, ENCRYPTION_KEYS: encryptionKeys.current };
  app = await startTestApp(environment);
  mail = openMail(app);
  lateMail = openMail(app, { send: () => Promise.reject(new Error("451 try again later")) });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

/** An account with a verified address, a token session, a browser session and a passkey. */
interface Someone extends Owner {
  readonly cookie: string;
  readonly authenticator: Authenticator;
}

const sessionOf = ({ id }: Owner, keptIn: "token" | "cookie") =>
  startSession(app.database.db, { accountId: id, keptIn, userAgent: null, methods: ["pwd"] });

async function enrolSomeone(): Promise<Someone> {
  const owner = await enrolOwner(app);
  const { token, authenticator } = await addPasskey(app, owner.token);
  await app.database.db
    .updateTable("account")
    .set({ email_verified_at: sql`now()` })
    .where("id", "=", owner.id)
    .execute();
  return { ...owner, token, authenticator, cookie: await sessionOf(owner, "cookie") };
}

/**
 * Starts an operation before a revocation.
 * @returns a function that completes it once and returns the outcome.
 */
type Begin = (owner: Someone) => Promise<() => Promise<unknown>>;

const statusAndCode = ({ status, body }: RestAnswer) => [status, body?.code];
const linksTo = (address: string, messages: Awaited<ReturnType<TestMail["deliver"]>>) =>
  messages.filter(({ to, text }) => to === address && text.includes("#token="));

/**
 * Requests a mail that cannot be sent yet.
 * @returns a function that sends it and returns the links.
 */
async function late(address: string, ask: () => Promise<RestAnswer>) {
  expect((await ask()).status).toBe(202);
  await lateMail.deliver();
  // Makes the next attempt due, whatever the number of attempts so far.
  await sql`
    update job set state = 'pending', attempts = 1, finished_at = null, available_at = now(), lease = null
      where input ->> 'email' = ${address}`.execute(app.database.db);
  return async () => linksTo(address, await mail.deliver());
}

const linkIn = async (address: string, ask: () => Promise<RestAnswer>) => {
  expect((await ask()).status).toBe(202);
  return tokenIn(linksTo(address, await mail.deliver())[0]);
};
const changeTo =
  (email: string, { token }: Owner) =>
  () =>
    app.rest("PUT", "/user/email", { token, body: { email } });

async function returnAs(started: Started, subject: string, ...cookies: string[]) {
  const id_token = await provider.sign({ nonce: started.nonce, sub: subject });
  provider.answerToken = (response) => json(response, { access_token: "at", token_type: "Bearer", id_token });
  const path = callbackPath({ state: started.state, code: "a-code" });
  const { error, token } = await returnFromProvider(app, path, started.cookie, ...cookies);
  return [error, token];
}

const begun: Readonly<Record<string, Begin>> = {
  "a link that verifies an address": async ({ token, email, id }) => {
    const account = app.database.db.updateTable("account").where("id", "=", id);
    await account.set({ email_verified_at: null }).execute();
    const link = await linkIn(email, () => app.rest("POST", "/user/email/verification-requests", { token }));
    await account.set({ email_verified_at: sql`now()` }).execute();
    return async () => statusAndCode(await app.rest("POST", "/emails/verifications", { body: { token: link } }));
  },
  "a link that sets another address": async (owner) => {
    const email = `linked-${owner.email}`;
    const link = await linkIn(email, changeTo(email, owner));
    return async () => statusAndCode(await app.rest("POST", "/emails/changes", { body: { token: link } }));
  },
  "a mail with such a link that is retried": async (owner) => {
    const email = `late-${owner.email}`;
    return late(email, changeTo(email, owner));
  },
  "a mail with such a link that is replayed after it was given up": async (owner) => {
    const { db } = app.database;
    const email = `dead-${owner.email}`;
    expect((await changeTo(email, owner)()).status).toBe(202);
    const { rows } = await sql<{ id: string }>`
      update job set state = 'dead', finished_at = now() where input->>'email' = ${email} returning id`.execute(db);
    return async () => {
      expect(
        await retry(
          db,
          rows.map(({ id }) => id),
        ),
      ).toBe(1);
      return linksTo(email, await mail.deliver());
    };
  },
  "a mail with a link for a new password that is retried": ({ email }) =>
    late(email, () => app.rest("POST", "/passwords/reset-requests", { body: { email } })),
  "a passkey that is being added": async ({ token }) => {
    const { ceremony, options } = (await app.rest("POST", "/passkeys/begin", { token })).body;
    const credential = createAuthenticator(publicOrigin).create(options);
    const body = { ceremony, credential, name: "Phone" };
    return async () => statusAndCode(await app.rest("POST", "/passkeys", { token, body }));
  },
  "an authenticator app that is being added": async ({ token }) => {
    const { secret } = (await app.rest("POST", "/totp", { token })).body;
    return async () =>
      statusAndCode(await app.rest("POST", "/totp/confirmation", { token, body: { code: codeOf(secret) } }));
  },
  "a provider's account that is being linked": async ({ cookie }) => {
    const started = await beginProvider(app, { session: cookie });
    return () => returnAs(started, `linking-${cookie}`.slice(0, 100), sessionIn(cookie));
  },
  "a sign-in by a linked provider that is half done": async ({ id, username }) => {
    const identity = { issuer: provider.issuer, subject: `linked-${id}`, account_id: id, provider: "oidc" };
    await app.database.db.insertInto("identity").values(identity).execute();
    const started = await beginProvider(app);
    return async () => {
      const [, token] = await returnAs(started, identity.subject);
      const { body } = await app.rest("GET", "/user", { headers: { cookie: sessionIn(token ?? "") } });
      return body.user?.username === username;
    };
  },
  "a sign-in by a passkey that is half done": async ({ authenticator }) => {
    const shown = await assertion(app, authenticator);
    return async () => statusAndCode(await app.rest("POST", "/passkeys/sign-in", { body: shown }));
  },
  "a code for an app": async ({ cookie }) => {
    const attempt = beginApp();
    const link = await letIn(app, sessionIn(cookie), attempt);
    return async () => (await post(app, redemption(attempt, link))).body.error;
  },
};

const refusedLink = [410, "link_refused"];
const noSession = [401, "unauthorized"];
const noState = ["state_invalid", undefined];

/** The refusal of each operation without its session; and with a surviving session, where it differs. */
const refusals: Readonly<Record<keyof typeof begun, { readonly ended: unknown; readonly kept?: unknown }>> = {
  "a link that verifies an address": { ended: refusedLink },
  "a link that sets another address": { ended: refusedLink },
  "a mail with such a link that is retried": { ended: [] },
  "a mail with such a link that is replayed after it was given up": { ended: [] },
  "a mail with a link for a new password that is retried": { ended: [] },
  "a passkey that is being added": { ended: noSession, kept: [422, "passkey_refused"] },
  "an authenticator app that is being added": { ended: noSession, kept: [409, "not_begun"] },
  "a provider's account that is being linked": { ended: noState },
  "a sign-in by a linked provider that is half done": { ended: false },
  "a sign-in by a passkey that is half done": { ended: [401, "passkey_refused"] },
  "a code for an app": { ended: "invalid_grant" },
};

/** A newest link, which no late mail has replaced. */
const linkFor = ({ id, email }: Owner, purpose: "reset" | "verification"): Promise<string> =>
  transaction(app.database.db, (tx) => mintLink(tx, { accountId: id, email, purpose, credentialVersion: 1 }));

const revocations: Readonly<Record<string, (owner: Owner, session: string) => Promise<RestAnswer>>> = {
  "a reset by mail": async (owner) => {
    const body = { token: await linkFor(owner, "reset"), password: "another fine password" };
    return app.rest("POST", "/passwords/resets", { body });
  },
  "a verification without the password": async (owner) => {
    await app.database.db.updateTable("account").set({ email_verified_at: null }).where("id", "=", owner.id).execute();
    return app.rest("POST", "/emails/verifications", { body: { token: await linkFor(owner, "verification") } });
  },
  "the end of another session": ({ token }, session) => app.rest("DELETE", `/sessions/${session}`, { token }),
};

describe.each(Object.entries(revocations))("after %s", (revocation, revokeBy) => {
  const isKept = revocation === "the end of another session";
  const uses = new Map<string, () => Promise<unknown>>();
  beforeAll(async () => {
    const owner = await enrolSomeone();
    const [session = ""] = (await sessionOf(owner, "token")).split(".");
    for (const [what, begin] of Object.entries(begun)) uses.set(what, await begin(owner));
    expect((await revokeBy(owner, session)).status).toBeLessThan(300);
  }, 60_000);

  test.each(Object.entries(refusals))("%s is of no use", async (what, { ended, kept }) => {
    expect(await uses.get(what)?.()).toEqual(isKept ? (kept ?? ended) : ended);
  });
});

describe("without one", () => {
  // Without a revocation each operation succeeds; otherwise the refusals above would prove nothing.
  test.each(Object.entries(begun))("%s is of use", async (what, begin) => {
    const used = await (await begin(await enrolSomeone()))();
    expect(Object.values(refusals[what] ?? {})).not.toContainEqual(used);
  });
});

test("every table of pending operations has the credential version that they started under", async () => {
  const { rows } = await sql<{ table: string; version: boolean }>`
    select table_name as "table", bool_or(column_name = 'credential_version') as version
      from information_schema.columns where table_schema = 'public'
      group by table_name having bool_or(column_name in ('expires_at', 'credential_version'))`.execute(app.database.db);
  // The first belongs to a session, which names them; a key is made; an answer opens nothing; and the links by which owners
  // take an account back must outlive what a thief can revoke.
  const others = ["access_token", "api_key", "idempotency_key", "undo_link"];
  const versioned = rows.filter(({ version }) => version).map(({ table }) => table);
  expect(rows.filter(({ table, version }) => !version && !others.includes(table))).toEqual([]);
  expect(versioned.sort()).toEqual([
    "account",
    "authorization_code",
    "mail_token",
    "oauth_transaction",
    "passkey_ceremony",
    "session",
    "totp",
  ]);
});

/**
 * Sends a request that arrives during a revocation.
 * @returns its outcome afterwards.
 */
async function whileRevoking({ id }: Owner, send: () => Promise<RestAnswer>): Promise<RestAnswer> {
  const { db } = app.database;
  let answer: Promise<RestAnswer> | undefined;
  await transaction(db, async (tx) => {
    await revoke(tx, id, "all");
    answer = send();
    await vi.waitUntil(async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      return rows.length > 0;
    }, 20_000);
  });
  if (answer === undefined) throw new Error("nothing was sent");
  return answer;
}

const inFlight: Readonly<Record<string, (owner: Someone) => Promise<RestAnswer>>> = {
  "a new password by PUT /api/user": ({ token }) =>
    app.rest("PUT", "/user", { token, body: { user: { password: "the thief's password" } } }),
  "a new password": ({ token }) =>
    app.rest("PUT", "/user/password", { token, body: { password: "the thief's password" } }),
  "another address": (owner) => changeTo("thief@example.com", owner)(),
  "an API key": ({ token }) => app.rest("POST", "/api-keys", { token, body: { name: "k", scopes: ["feed:read"] } }),
  "new recovery codes": ({ token }) => app.rest("POST", "/factors/recovery-codes", { token }),
  "the account's deletion": ({ token, username }) => app.rest("DELETE", `/users/${username}`, { token }),
  "the end of all sessions": ({ token }) => app.rest("DELETE", "/sessions", { token }),
};

describe("a request of a session that is revoked while it is under way", () => {
  test.each(Object.entries(inFlight))("does not bring %s", async (_, send) => {
    const owner = await enrolSomeone();
    const { db } = app.database;
    const credentials = () =>
      db.selectFrom("account").select(["password_hash", "email"]).where("id", "=", owner.id).execute();
    const before = await credentials();
    expect(statusAndCode(await whileRevoking(owner, () => send(owner)))).toEqual(noSession);
    expect(await credentials()).toEqual(before);
    expect(await db.selectFrom("api_key").select("id").where("account_id", "=", owner.id).execute()).toEqual([]);
  });
});

test("a session opened under revoked credentials is invalid, whichever way it was opened", async () => {
  const owner = await enrolSomeone();
  const { db } = app.database;
  const late = await transaction(db, async (tx) => {
    await revoke(tx, owner.id, "all");
    // A concurrent session, opened by a transaction that has not seen the revocation.
    return sessionOf(owner, "token");
  });
  expect((await app.rest("GET", "/user", { token: late })).status).toBe(401);
});
