import { sql } from "kysely";
import { inject, onTestFinished } from "vitest";
import type { Environment } from "../../server/app/config.ts";
import type { Db } from "../../server/database/index.ts";
import { readPayload } from "../../server/events/consume.ts";
import type { KeptMessage } from "../../server/providers/mail/index.ts";
import type { EventName, EventPayloads } from "../../shared/events.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openMail } from "../support/mail.ts";
import { cleaned } from "../support/template.ts";
import { type Actors, createActors } from "./actors.ts";
import { type Clock, createClock } from "./clock.ts";

/** The fixture of a feature test. */
export interface Kit extends Actors {
  readonly clock: Clock;
  /** Payloads of all committed events with this name, delivered or not, oldest first. */
  readonly events: <E extends EventName>(event: E) => Promise<readonly EventPayloads[E][]>;
  /**
   * Delivers due events through the outbox.
   * @returns all messages to this address so far, oldest first.
   */
  readonly mailTo: (address: string) => Promise<readonly KeptMessage[]>;
  /**
   * Records the SQL sent while `work` runs, transaction control included. Actors requested before are created first,
   * so that only the calls themselves are counted.
   */
  readonly statementsOf: (work: () => Promise<unknown>) => Promise<readonly string[]>;
  /** Direct database access, for data that the API does not create or show. */
  readonly db: Db;
  /** For raw requests, the REST surface and the log. */
  readonly app: TestApp;
}

/** A database with a query recorder, reused by one test after another. */
export interface Bench {
  readonly database: TestDatabase;
  readonly statements: string[];
}

export async function openBench(): Promise<Bench> {
  const statements: string[] = [];
  return { database: await createTestDatabase({ onStatement: (text) => statements.push(text) }), statements };
}

/**
 * Resets a bench for the next test.
 * @returns whether it succeeded.
 */
export const isReusable = ({ database: { db } }: Bench): Promise<boolean> =>
  cleaned(
    async (text) => (await sql.raw<Readonly<Record<string, unknown>>>(text).execute(db)).rows,
    inject("template"),
  );

/** Starts an application on a bench. */
export async function openKit({ database, statements }: Bench, environment: Environment = {}): Promise<Kit> {
  // The cache is on, as in production: a missing invalidation shows in the mutation's own test.
  const app = await startTestApp(environment, undefined, { ...openTestCaching(), database });
  const { actors, enrolled } = createActors(app);
  const { db } = database;
  const mail = openMail(app);
  return Object.assign(actors, {
    clock: createClock(db),
    events: async <E extends EventName>(event: E) => {
      const rows = await db
        .selectFrom("outbox")
        .select("payload")
        .where("event", "=", event)
        .orderBy("created_at")
        .execute();
      return rows.map(({ payload }) => readPayload(event, payload));
    },
    mailTo: async (address: string) => {
      await mail.deliver();
      return mail
        .sent()
        .filter(({ to }) => to === address)
        .toReversed();
    },
    statementsOf: async (work: () => Promise<unknown>) => {
      await enrolled();
      const before = statements.length;
      await work();
      return statements.slice(before);
    },
    db,
    app,
  });
}

/** Creates a kit with other settings, such as `await ownKit({ LIMITS: "on" })`. It ends with the test. */
export async function ownKit(environment: Environment): Promise<Kit> {
  const bench = await openBench();
  const kit = await openKit(bench, environment);
  onTestFinished(async () => {
    await kit.app.stop();
    await bench.database.drop();
  });
  return kit;
}
