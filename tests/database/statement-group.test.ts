import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import {
  brokenUniqueness,
  compiledLater,
  compiledOnce,
  connect,
  type Db,
  OutcomeUnknown,
  transaction,
} from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";

// Statements of a transaction leave together; what a caller sees is as if they had left one by one.

const addLater = compiledLater((db, { name }: { name: string }) => db.insertInto("tag").values({ name }));
const add = compiledOnce((db, { name }: { name: string }) => db.insertInto("tag").values({ name }).returning("name"));
const count = compiledOnce((db, { prefix }: { prefix: string }) =>
  db
    .selectFrom("tag")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("name", "like", prefix),
);
const names = async (db: Db) =>
  (await db.selectFrom("tag").select("name").orderBy("name").execute()).map((t) => t.name);
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A database behind a proxy that counts packets. One connection, whose statements are prepared by a first round. */
async function counted() {
  const { url, db: direct } = await databaseForTest();
  const address = new URL(url);
  const proxy = await startProxy(address.hostname, Number(address.port));
  onTestFinished(proxy.stop);
  address.hostname = "127.0.0.1";
  address.port = String(proxy.port);
  const bounds = { maxWaiting: 10, connectTimeoutMs: 5000, statementTimeoutMs: 5000, onConnectionError: () => {} };
  const { db, close } = connect(address.href, { maxConnections: 1, ...bounds });
  onTestFinished(close);
  const packetsOf = async (work: () => Promise<unknown>) => {
    const before = proxy.packets();
    await work();
    return proxy.packets() - before;
  };
  return { db, direct, proxy, packetsOf };
}

test("transaction: begin leaves with the first statement, deferred ones with the commit", async () => {
  const { db, packetsOf } = await counted();
  const write = (name: string) => () =>
    transaction(db, async (tx) => {
      await add(tx, { name });
      await addLater(tx, { name: `${name} later` });
    });
  await write("a")();
  expect(await packetsOf(write("b"))).toBe(2);
  expect(await packetsOf(() => transaction(db, async () => {}))).toBe(0);
  expect(await names(db)).toEqual(["a", "a later", "b", "b later"]);
});

test("transaction: a statement sees what was deferred before it, also when more is deferred than is kept", async () => {
  const { db } = await databaseForTest();
  const seen = await transaction(db, async (tx) => {
    for (let at = 0; at < 130; at++) await addLater(tx, { name: `t${at}` });
    return count(tx, { prefix: "t%" });
  });
  expect(seen).toEqual([{ count: 130 }]);
});

test("transaction: the failure of a deferred statement is thrown by the commit, and nothing remains", async () => {
  const { db } = await databaseForTest();
  await add(db, { name: "taken" });
  const failed = await failure(
    transaction(db, async (tx) => {
      await add(tx, { name: "new" });
      await addLater(tx, { name: "taken" });
      await addLater(tx, { name: "after" });
    }),
  );
  expect(brokenUniqueness(failed)).toBe("tag_pkey");
  expect(await names(db)).toEqual(["taken"]);
  await transaction(db, (tx) => addLater(tx, { name: "after" }));
  expect(await names(db)).toEqual(["after", "taken"]);
});

test("transaction: a rollback to a savepoint drops what was deferred since, and nothing else", async () => {
  const { db } = await databaseForTest();
  await transaction(db, async (tx) => {
    await addLater(tx, { name: "outer" });
    const inner = transaction(tx, async (nested) => {
      await addLater(nested, { name: "inner" });
      throw new RangeError("enough");
    });
    expect(await failure(inner)).toBeInstanceOf(RangeError);
    await addLater(tx, { name: "last" });
  });
  expect(await names(db)).toEqual(["last", "outer"]);
});

test("transaction: where the server forgot prepared statements, it is done again without them, once", async () => {
  const { db, direct } = await counted();
  const write = (name: string) =>
    transaction(db, async (tx) => {
      await add(tx, { name });
      await addLater(tx, { name: `${name} later` });
    });
  await write("a");
  await sql`deallocate all`.execute(db);
  await write("b");
  expect(await names(direct)).toEqual(["a", "a later", "b", "b later"]);
});

test("transaction: a value that cannot be sent fails it, and the connection serves the next", async () => {
  const { db } = await counted();
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const bad = compiledOnce((on, { value }: { value: unknown }) => on.selectNoFrom(sql`${value}::jsonb`.as("value")));
  const failed = await failure(transaction(db, (tx) => bad(tx, { value: circular })));
  expect(String(failed)).toMatch(/circular/i);
  await transaction(db, (tx) => add(tx, { name: "next" }));
  expect(await names(db)).toEqual(["next"]);
});

test("transaction: a connection lost at the commit is an unknown outcome", async () => {
  const { db, direct, proxy } = await counted();
  const failed = await failure(
    transaction(db, async (tx) => {
      await add(tx, { name: "a" });
      await proxy.become("swallow");
      await addLater(tx, { name: "b" });
    }),
  );
  expect(failed).toBeInstanceOf(OutcomeUnknown);
  await expect.poll(() => names(direct)).toEqual(["a", "b"]);
});
