import { sql } from "kysely";
import { expect, test } from "vitest";
import { brokenUniqueness, type Db, isUnavailable, retried, transaction } from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";

const addAccount = (db: Db, username: string) =>
  db.insertInto("account").values({ username, email: username }).execute();

const usernames = async (db: Db) =>
  (await db.selectFrom("account").select("username").orderBy("username").execute()).map(({ username }) => username);

/** Fails with a deadlock error. */
const deadlock = (db: Db) => sql`do $$ begin raise sqlstate '40P01'; end $$`.execute(db);

test("a broken uniqueness caught outside the inner transaction leaves the outer one usable", async () => {
  const { db } = await databaseForTest();
  await addAccount(db, "ada");
  await transaction(db, async (tx) => {
    await addAccount(tx, "before");
    const taken = transaction(tx, async (inner) => {
      await addAccount(inner, "taken back");
      await addAccount(inner, "ada");
    });
    await expect(taken.catch(brokenUniqueness)).resolves.toBe("account_username_key");
    await addAccount(tx, "after");
  });
  expect(await usernames(db)).toEqual(["ada", "after", "before"]);
});

test("an inner transaction rolls back with the outer one", async () => {
  const { db } = await databaseForTest();
  const outer = transaction(db, async (tx) => {
    await transaction(tx, (inner) => addAccount(inner, "ada"));
    throw new Error("changed my mind");
  });
  await expect(outer).rejects.toThrow("changed my mind");
  expect(await usernames(db)).toEqual([]);
});

test("transactions nest to any depth, and each takes back its own", async () => {
  const { db } = await databaseForTest();
  const nest = async (at: Db, depth: number): Promise<void> => {
    if (depth === 5) return;
    await transaction(at, async (tx) => {
      await addAccount(tx, `kept${depth}`);
      await nest(tx, depth + 1);
    });
    await transaction(at, async (tx) => {
      await addAccount(tx, `lost${depth}`);
      throw new Error("lost");
    }).catch(() => {});
  };
  await transaction(db, (tx) => nest(tx, 1));
  expect(await usernames(db)).toEqual(["kept1", "kept2", "kept3", "kept4"]);
});

test("a deadlock runs the outermost transaction again, not the inner one", async () => {
  const { db } = await databaseForTest();
  const runs = { outer: 0, inner: 0 };
  await transaction(db, async (tx) => {
    runs.outer++;
    await addAccount(tx, `outer${runs.outer}`);
    await transaction(tx, async (inner) => {
      runs.inner++;
      if (runs.outer < 3) await deadlock(inner);
      await addAccount(inner, "ada");
    });
  });
  expect(runs).toEqual({ outer: 3, inner: 3 });
  expect(await usernames(db)).toEqual(["ada", "outer3"]);
});

test("a deadlock in one retried statement runs the open transaction again", async () => {
  const { db } = await databaseForTest();
  let runs = 0;
  await transaction(db, async (tx) => {
    runs++;
    await retried(async () => {
      if (runs < 3) await deadlock(tx);
      await addAccount(tx, "ada");
    });
  });
  expect(runs).toBe(3);
  expect(await usernames(db)).toEqual(["ada"]);
});

test("a statement's error that an inner transaction swallows is not taken for success", async () => {
  const { db } = await databaseForTest();
  await addAccount(db, "ada");
  await transaction(db, async (tx) => {
    const swallowing = transaction(tx, (inner) => addAccount(inner, "ada").catch(() => {}));
    await expect(swallowing).rejects.toThrow("aborted");
    await addAccount(tx, "after");
  });
  expect(await usernames(db)).toEqual(["ada", "after"]);
});

test("a connection lost in an inner transaction reads as a database that is unavailable", async () => {
  const { db } = await databaseForTest();
  const lost = transaction(db, (tx) =>
    transaction(tx, async (inner) => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(inner);
    }),
  );
  expect(await lost.catch(isUnavailable)).toBe(true);
});
