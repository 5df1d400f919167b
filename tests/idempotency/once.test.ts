import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import {
  begin,
  deleteExpiredKeys,
  fingerprintOf,
  finish,
  type KeyedCall,
  type KeyState,
} from "../../server/idempotency/index.ts";
import { databaseForTest } from "../support/database.ts";

const call = (changes: Partial<KeyedCall> = {}): KeyedCall => ({
  principal: "account:1",
  key: "k1",
  procedure: "articles.publish",
  fingerprint: fingerprintOf({ title: "Joints" }),
  ...changes,
});

let serial = 0;

/** The mutation under test: it creates an account and returns its name. */
const perform = (db: Db, of: KeyedCall, hold: () => Promise<unknown> = async () => {}): Promise<KeyState> =>
  transaction(db, async (tx) => {
    const key = await begin(tx, of);
    if (key.state !== "new") return key;
    const username = `u${++serial}`;
    await tx.insertInto("account").values({ username, email: username }).execute();
    await hold();
    await finish(tx, of, `{"username":"${username}"}`);
    return { state: "replay", answer: `{"username":"${username}"}` };
  });

const countAccounts = async (db: Db) => (await db.selectFrom("account").select("id").execute()).length;

/** A deferred promise. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test("a call sent again is answered as the first time and done once", async () => {
  const { db } = await databaseForTest();
  const first = await perform(db, call());
  expect(first.state).toBe("replay");
  expect(await perform(db, call())).toEqual(first);
  expect(await countAccounts(db)).toBe(1);
});

test("FX-05 50 concurrent duplicates have one effect; each gets the first response, or a conflict while it runs", async () => {
  const { db } = await databaseForTest();
  const states = await Promise.all(Array.from({ length: 50 }, () => perform(db, call())));
  expect(await countAccounts(db)).toBe(1);
  const answers = states.flatMap((key) => (key.state === "replay" ? [key.answer] : []));
  expect(new Set(answers).size).toBe(1);
  expect(states.filter(({ state }) => state === "running")).toHaveLength(50 - answers.length);
  expect(await perform(db, call())).toEqual({ state: "replay", answer: answers[0] });
});

test("a duplicate of a running call gets a conflict at once, however long the call runs", async () => {
  const { db } = await databaseForTest();
  const began = gate();
  const end = gate();
  const first = perform(db, call(), () => {
    began.open();
    return end.opened;
  });
  await began.opened;
  const askedAt = performance.now();
  expect(await perform(db, call())).toEqual({ state: "running" });
  expect(await perform(db, call({ procedure: "articles.delete" }))).toEqual({ state: "running" });
  expect(performance.now() - askedAt).toBeLessThan(1000);
  expect((await perform(db, call({ key: "k2" }))).state).toBe("replay");
  end.open();
  expect((await first).state).toBe("replay");
});

test("FX-06 a key used for another input or another procedure is refused", async () => {
  const { db } = await databaseForTest();
  await perform(db, call());
  expect(await perform(db, call({ fingerprint: fingerprintOf({ title: "Dowels" }) }))).toEqual({ state: "mismatch" });
  expect(await perform(db, call({ procedure: "articles.update" }))).toEqual({ state: "mismatch" });
  expect(await countAccounts(db)).toBe(1);
});

test("two people may use the same key, and neither sees the other's answer", async () => {
  const { db } = await databaseForTest();
  const mine = await perform(db, call());
  const theirs = await perform(db, call({ principal: "account:2" }));
  expect(theirs.state).toBe("replay");
  expect(theirs).not.toEqual(mine);
  expect(await countAccounts(db)).toBe(2);
});

test("a refused call leaves its key unused, so that it can be sent again", async () => {
  const { db } = await databaseForTest();
  const refuse = async () => {
    throw new Error("not yours");
  };
  await expect(perform(db, call(), refuse)).rejects.toThrow("not yours");
  expect(await db.selectFrom("idempotency_key").selectAll().execute()).toEqual([]);
  expect((await perform(db, call())).state).toBe("replay");
  expect(await countAccounts(db)).toBe(1);
});

test("a call whose connection is killed in the middle leaves nothing, and its key is free at once", async () => {
  const { db } = await databaseForTest();
  const killed = transaction(db, async (tx) => {
    expect(await begin(tx, call())).toEqual({ state: "new" });
    await tx.insertInto("account").values({ username: "half", email: "half" }).execute();
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(db);
    await finish(tx, call(), "{}");
  });
  await expect(killed).rejects.toThrow();
  expect(await countAccounts(db)).toBe(0);
  expect((await perform(db, call())).state).toBe("replay");
  expect(await countAccounts(db)).toBe(1);
});

test("a key is forgotten after 24 hours, and one effect each is had from it before and after", async () => {
  const { db } = await databaseForTest();
  const first = await perform(db, call());
  const age = (hours: number) =>
    sql`update idempotency_key set created_at = created_at - make_interval(hours => ${hours}),
      expires_at = expires_at - make_interval(hours => ${hours})`.execute(db);
  await age(23);
  expect(await perform(db, call())).toEqual(first);
  await age(2);
  const other = call({ procedure: "articles.update", fingerprint: fingerprintOf({}) });
  const states = await Promise.all(Array.from({ length: 10 }, () => perform(db, other)));
  expect(states.every(({ state }) => state === "replay" || state === "running")).toBe(true);
  expect(states).not.toContainEqual(first);
  expect(await countAccounts(db)).toBe(2);
  expect(await perform(db, call())).toEqual({ state: "mismatch" });
});

test("keys whose time is over are deleted a batch at a time, the others stay", async () => {
  const { db } = await databaseForTest();
  await sql`
    insert into idempotency_key (principal, key, procedure, fingerprint, answer, expires_at)
    select 'account:1', n::text, 'p', sha256(''), '{}', now() + make_interval(secs => n - 250)
    from generate_series(1, 300) n`.execute(db);
  const batches = [];
  for (let deleted = -1; deleted !== 0; batches.push(deleted)) deleted = await deleteExpiredKeys(db, { max: 100 });
  expect(batches).toEqual([100, 100, 50, 0]);
  const { rows } = await sql`select min(key::int) as first, count(*) as n from idempotency_key`.execute(db);
  expect(rows).toEqual([{ first: 251, n: 50 }]);
});

test("a key outside a transaction, and an answer without a key of one's own, are refused", async () => {
  const { db } = await databaseForTest();
  // @ts-expect-error a pool is no transaction
  await expect(begin(db, call())).rejects.toThrow(TypeError);
  await expect(transaction(db, (tx) => finish(tx, call(), "{}"))).rejects.toThrow(TypeError);
  await perform(db, call());
  await expect(transaction(db, (tx) => finish(tx, call(), '"another"'))).rejects.toThrow(TypeError);
});
