import { sql, type Transaction } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isRetryable, type Schema, transaction } from "../../server/database/index.ts";
import { createDispatcher, enqueue } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table counter (name text primary key, value int not null default 0)`.execute(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate counter`.execute(database.db);
  await sql`insert into counter values ('a', 0), ('b', 0)`.execute(database.db);
});

type Tx = Transaction<Schema>;
const increment = (tx: Tx, name: string) => sql`update counter set value = value + 1 where name = ${name}`.execute(tx);
const values = async () => {
  const { rows } = await sql<{ value: number }>`select value from counter order by name`.execute(database.db);
  return rows.map(({ value }) => value);
};
const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, "code") : undefined);

/** Appends an event in the transaction, for delivery after the commit. */
const enqueueNotice = (tx: Tx, side: number) =>
  enqueue(tx, "mail.notice", { accountId: side, to: null, about: "role_changed" });

/**
 * Delivers all events.
 * @returns the received ones: an event of a failed attempt would appear twice.
 */
async function delivered(): Promise<readonly number[]> {
  const arrived: number[] = [];
  const handlers = {
    "mail.notice": async ({ input }: { input: { accountId: number } }) => void arrived.push(input.accountId),
  };
  const dispatcher = createDispatcher({ db: database.db, log: createLog("error", () => {}), handlers });
  await dispatcher.runOnce({ max: 100 });
  return arrived.sort();
}

/** Runs work in two transactions; the first attempt of each waits until both are halfway. */
async function cross(work: (tx: Tx, side: number, meet: () => Promise<void>) => Promise<unknown>) {
  const halfWay = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const attempts = [0, 0];
  const codes: unknown[] = [];
  const run = (side: number) =>
    transaction(database.db, async (tx) => {
      attempts[side] = (attempts[side] ?? 0) + 1;
      const meet = async () => {
        halfWay[side]?.resolve();
        if (attempts[side] === 1) await halfWay[1 - side]?.promise;
      };
      try {
        await work(tx, side, meet);
      } catch (error) {
        codes.push(codeOf(error));
        throw error;
      }
    });
  await Promise.all([run(0), run(1)]);
  return { attempts: attempts.sort(), codes };
}

describe("a transaction that lost to another", () => {
  test("FP-05 by a deadlock runs again, and both have their effect once", async () => {
    const outcome = await cross(async (tx, side, meet) => {
      await increment(tx, side === 0 ? "a" : "b");
      await enqueueNotice(tx, side);
      await meet();
      await increment(tx, side === 0 ? "b" : "a");
    });
    expect(outcome).toEqual({ attempts: [1, 2], codes: ["40P01"] });
    expect(await values()).toEqual([2, 2]);
    expect(await delivered()).toEqual([0, 1]);
  });

  test("FP-05 by a serialization failure runs again, and both have their effect once", async () => {
    const outcome = await cross(async (tx, side, meet) => {
      await sql`set transaction isolation level repeatable read`.execute(tx);
      await sql`select from counter`.execute(tx);
      await enqueueNotice(tx, side);
      await meet();
      await increment(tx, "a");
    });
    expect(outcome).toEqual({ attempts: [1, 2], codes: ["40001"] });
    expect(await values()).toEqual([2, 0]);
    expect(await delivered()).toEqual([0, 1]);
  });

  test("four times over gives up with the last error and without any effect", async () => {
    let attempts = 0;
    const hopeless = transaction(database.db, async (tx) => {
      attempts++;
      await sql`set transaction isolation level repeatable read`.execute(tx);
      await sql`select from counter`.execute(tx);
      await enqueueNotice(tx, 0);
      await sql`update counter set value = value + 10 where name = 'a'`.execute(database.db);
      await increment(tx, "a");
    });
    await expect(hopeless).rejects.toSatisfy(isRetryable);
    expect(attempts).toBe(4);
    expect(await values()).toEqual([40, 0]);
    expect(await delivered()).toEqual([]);
  });
});

test("any other error ends a transaction at once, and nothing of it remains", async () => {
  let attempts = 0;
  const failing = transaction(database.db, async (tx) => {
    attempts++;
    await increment(tx, "a");
    await sql`insert into counter values ('b', 1)`.execute(tx);
  });
  await expect(failing).rejects.toMatchObject({ code: "23505" });
  expect(attempts).toBe(1);
  expect(await values()).toEqual([0, 0]);
});

test("an error that was swallowed inside does not pass for a success", async () => {
  const swallowing = transaction(database.db, async (tx) => {
    await increment(tx, "a");
    await sql`insert into counter values ('b', 1)`.execute(tx).catch(() => {});
  });
  await expect(swallowing).rejects.toThrow();
  expect(await values()).toEqual([0, 0]);
});
