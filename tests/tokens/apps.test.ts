import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { enrol, type Person, refusal } from "../support/people.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrol(app);
});

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

async function openApp({ token }: Pick<Person, "token"> = ada): Promise<Tokens> {
  const { status, body } = await app.rest("POST", "/sessions/app", { token });
  expect(status).toBe(200);
  return body;
}

const sendRefresh = (refreshToken: string) => app.rest("POST", "/sessions/refresh", { body: { refreshToken } });
async function refresh({ refreshToken }: Tokens): Promise<Tokens> {
  const { status, body } = await sendRefresh(refreshToken);
  expect(status).toBe(200);
  return body;
}
const me = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const refused = { status: 401, errors: { refreshToken: ["invalid"] } };
const refreshRefusal = (refreshToken: string) => refusal(app, "POST", "/sessions/refresh", { body: { refreshToken } });

const sessionOf = (id: number) => app.database.db.selectFrom("session").selectAll().where("account_id", "=", id);
/** Advances time since the last use of refresh tokens. */
const pass = (seconds: number) =>
  sql`
    update refresh_token set used_at = used_at - make_interval(secs => ${seconds}),
      answered_at = answered_at - make_interval(secs => ${seconds})`.execute(app.database.db);
const reusesOf = (id: number) =>
  app.database.db
    .selectFrom("audit")
    .selectAll()
    .where("account_id", "=", id)
    .where("action", "=", "refresh_token.reused")
    .execute();

describe("an app", () => {
  test("replaces the token of its session by a pair of tokens, and no longer works itself", async () => {
    const tokens = await openApp();
    expect(tokens).toEqual({
      accessToken: expect.stringMatching(/^dva_[\w-]{43}$/),
      refreshToken: expect.stringMatching(/^dvr_[\w-]{43}$/),
      expiresInSeconds: 900,
    });
    expect([await me(ada.token), await me(tokens.accessToken)]).toEqual([401, 200]);
    const { body } = await app.rest("GET", "/sessions", { token: tokens.accessToken });
    expect(body.sessions).toMatchObject([{ keptIn: "app", methods: ["pwd"], current: true }]);
  });

  test("cannot open another from its access token, and none from a session that is not fresh", async () => {
    const { accessToken } = await openApp();
    expect((await app.rest("POST", "/sessions/app", { token: accessToken })).body.code).toBe("not_a_token");
    const { token, id } = await enrol(app);
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${id}`.execute(
      app.database.db,
    );
    expect((await app.rest("POST", "/sessions/app", { token })).body.code).toBe("reauth_required");
  });

  test("does not sign in with a refresh token, nor refreshes with an access token", async () => {
    const { accessToken, refreshToken } = await openApp();
    expect(await me(refreshToken)).toBe(401);
    expect(await refreshRefusal(accessToken)).toEqual(refused);
    expect((await app.rest("GET", "/user", { headers: { cookie: `__Host-dovetail=${accessToken}` } })).status).toBe(
      401,
    );
  });

  test("signs out, and with it its tokens end", async () => {
    const { accessToken, refreshToken } = await openApp();
    expect((await app.rest("DELETE", "/sessions/current", { token: accessToken })).status).toBe(204);
    expect(await me(accessToken)).toBe(401);
    expect(await refreshRefusal(refreshToken)).toEqual(refused);
    expect(await reusesOf(ada.id)).toEqual([]);
  });

  test("of a suspended account opens nothing and refreshes nothing", async () => {
    const { accessToken, refreshToken } = await openApp();
    await app.database.db.updateTable("account").set({ suspended_at: sql`now()` }).where("id", "=", ada.id).execute();
    expect(await me(accessToken)).toBe(401);
    expect(await refreshRefusal(refreshToken)).toEqual(refused);
  });
});

describe("RT-01 rotation", () => {
  test("RT-01 each refresh gives a new pair, and access tokens live for 15 minutes", async () => {
    const first = await openApp();
    const second = await refresh(first);
    const third = await refresh(second);
    const all = [first, second, third].flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
    expect(new Set(all).size).toBe(6);
    expect(await me(third.accessToken)).toBe(200);
    await sql`update access_token set expires_at = expires_at - interval '15 minutes'`.execute(app.database.db);
    expect(await me(third.accessToken)).toBe(401);
    expect(await me((await refresh(third)).accessToken)).toBe(200);
  });

  test("RT-01 and SE-07 a family ends when idle, and 90 days after sign-in however often it is refreshed", async () => {
    const idle = await openApp();
    await sql`update session set last_used_at = now() - interval '14 days 1 minute' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    expect(await me(idle.accessToken)).toBe(401);
    expect(await refreshRefusal(idle.refreshToken)).toEqual(refused);
    const bob = await enrol(app);
    const old = await openApp(bob);
    await sql`update session set created_at = now() - interval '89 days 23 hours' where account_id = ${bob.id}`.execute(
      app.database.db,
    );
    const renewed = await refresh(old);
    await sql`update session set created_at = created_at - interval '1 hour' where account_id = ${bob.id}`.execute(
      app.database.db,
    );
    expect(await me(renewed.accessToken)).toBe(401);
    expect(await refreshRefusal(renewed.refreshToken)).toEqual(refused);
  });

  test("RT-01 only hashes are stored", async () => {
    const { accessToken, refreshToken } = await refresh(await openApp());
    const { rows } = await sql<{ all: string }>`
      select (select json_agg(t)::text from access_token t) || (select json_agg(t)::text from refresh_token t)
        || (select json_agg(t)::text from session t) || (select json_agg(t)::text from audit t) as all`.execute(
      app.database.db,
    );
    for (const token of [accessToken, refreshToken]) {
      const hex = Buffer.from(token).toString("hex");
      expect(JSON.stringify([rows, app.logLines])).not.toContain(token.slice(4));
      expect(JSON.stringify(rows)).not.toContain(hex);
    }
  });
});

describe("RT-02 reuse", () => {
  test("RT-02 a token used again after its successor was ends the family at once, on record", async () => {
    const first = await openApp();
    const third = await refresh(await refresh(first));
    expect(await me(third.accessToken)).toBe(200);
    expect(await refreshRefusal(first.refreshToken)).toEqual(refused);
    expect(await me(third.accessToken)).toBe(401);
    expect(await refreshRefusal(third.refreshToken)).toEqual(refused);
    expect(await sessionOf(ada.id).execute()).toEqual([]);
    expect(await reusesOf(ada.id)).toMatchObject([{ actor_id: null, account_id: ada.id }]);
  });

  test("RT-02 a token used again after ten seconds ends the family, though its successor is unused: its answer arrived", async () => {
    const first = await openApp();
    const second = await refresh(first);
    expect(await me(second.accessToken)).toBe(200);
    await pass(11);
    expect(await refreshRefusal(first.refreshToken)).toEqual(refused);
    expect(await me(second.accessToken)).toBe(401);
    expect(await refreshRefusal(second.refreshToken)).toEqual(refused);
    expect(await reusesOf(ada.id)).toHaveLength(1);
  });

  test("RT-02 other sessions of the account stay, and so do those of others", async () => {
    const bob = await enrol(app);
    const [ours, theirs] = [await openApp(), await openApp(bob)];
    await refresh(await refresh(ours));
    expect(await refreshRefusal(ours.refreshToken)).toEqual(refused);
    expect(await me(theirs.accessToken)).toBe(200);
  });

  test("RT-02 made-up tokens end nothing", async () => {
    const tokens = await openApp();
    for (const text of ["", "dvr_", `dvr_${"A".repeat(43)}`, `${tokens.refreshToken}x`, tokens.refreshToken.slice(4)])
      expect(await refreshRefusal(text)).toEqual(refused);
    expect(await me(tokens.accessToken)).toBe(200);
  });
});

describe("RT-03 lost answers", () => {
  test("RT-03 the same token within ten seconds gives the same successor, and the family lives", async () => {
    const first = await openApp();
    const second = await refresh(first);
    const again = await refresh(first);
    expect(again.refreshToken).toBe(second.refreshToken);
    expect(await Promise.all([second, again].map(({ accessToken }) => me(accessToken)))).toEqual([200, 200]);
    expect((await refresh(first)).refreshToken).toBe(second.refreshToken);
    expect(await me((await refresh(second)).accessToken)).toBe(200);
    expect(await reusesOf(ada.id)).toEqual([]);
  });

  test("RT-03 an app that comes back after minutes gets the answer that was lost, as several calls at once", async () => {
    const first = await openApp();
    const lost = await refresh(first);
    await pass(13 * 60);
    const answers = await Promise.all([refresh(first), refresh(first)]);
    expect(answers.map(({ refreshToken }) => refreshToken)).toEqual([lost.refreshToken, lost.refreshToken]);
    expect(await me(answers[0].accessToken)).toBe(200);
    // One of the concurrent calls may come last.
    expect((await refresh(first)).refreshToken).toBe(lost.refreshToken);
    expect(await me((await refresh(answers[1])).accessToken)).toBe(200);
    expect(await reusesOf(ada.id)).toEqual([]);
  });

  test("RT-03 it is lost only for that device, and for a day", async () => {
    const other = { "user-agent": "another device" };
    const send = (refreshToken: string, headers?: Record<string, string>) =>
      app.rest("POST", "/sessions/refresh", { body: { refreshToken }, ...(headers && { headers }) });
    const copied = await openApp();
    await refresh(copied);
    await pass(11);
    expect((await send(copied.refreshToken, other)).status).toBe(401);
    expect(await reusesOf(ada.id)).toHaveLength(1);
    const late = await openApp(await enrol(app));
    await refresh(late);
    await pass(24 * 3600 + 1);
    expect(await refreshRefusal(late.refreshToken)).toEqual(refused);
  });

  test("RT-03 a copy that comes first is found out by the owner's own token", async () => {
    const first = await openApp();
    const thiefs = await refresh(first);
    expect(await me(thiefs.accessToken)).toBe(200);
    await pass(11);
    expect(await refreshRefusal(first.refreshToken)).toEqual(refused);
    expect([await me(thiefs.accessToken), await reusesOf(ada.id)]).toMatchObject([401, [{ account_id: ada.id }]]);
  });

  test("RT-03 two processes that are asked at once, again and again, give one successor and sign no user out", async () => {
    const other = await startTestApp({}, undefined, { database: app.database });
    const ask = async (refreshToken: string, process: TestApp): Promise<Tokens> => {
      const { status, body } = await process.rest("POST", "/sessions/refresh", { body: { refreshToken } });
      expect(status).toBe(200);
      return body;
    };
    // The number of concurrent callers, whether all responses are lost, and the delay until the next refresh.
    const round = fc.record({
      asking: fc.integer({ min: 1, max: 4 }),
      isLost: fc.boolean(),
      laterSeconds: fc.nat(3600),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), fc.nat(), async (rounds, pick) => {
        const person = await enrol(app);
        const used = [];
        let tokens = await openApp(person);
        for (const { asking, isLost, laterSeconds } of rounds) {
          const { refreshToken } = tokens;
          const atOnce = () =>
            Promise.all(Array.from({ length: asking }, (_, at) => ask(refreshToken, at % 2 ? other : app)));
          const lost = isLost ? await atOnce() : [];
          if (isLost) await pass(laterSeconds);
          const answers = await atOnce();
          expect(new Set([...lost, ...answers].map((answer) => answer.refreshToken)).size).toBe(1);
          [tokens = tokens] = answers;
          expect(await me(tokens.accessToken)).toBe(200);
          used.push(refreshToken);
        }
        expect(await reusesOf(person.id)).toEqual([]);
        // Any of them that is sent later was copied.
        await pass(11);
        expect((await sendRefresh(used[pick % used.length] ?? "")).status).toBe(401);
        expect([await me(tokens.accessToken), await reusesOf(person.id)]).toMatchObject([401, [{}]]);
      }),
      { numRuns: 8 },
    );
  });
});
