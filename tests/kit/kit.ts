import { onTestFinished } from "vitest";
import type { Environment } from "../../server/app/config.ts";
import type { Db } from "../../server/database/index.ts";
import { readInput } from "../../server/jobs/job-handler.ts";
import { storedNameOf } from "../../server/jobs/names.ts";
import type { KeptMessage } from "../../server/providers/mail/index.ts";
import { type JobInputs, type JobName, jobs } from "../../shared/jobs.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { type KeptDatabase, takeDatabase } from "../support/database.ts";
import { openMail } from "../support/mail.ts";
import { type Actors, createActors } from "./actors.ts";
import { type Clock, createClock } from "./clock.ts";

/** The fixture of a feature test. */
export interface Kit extends Actors {
  readonly clock: Clock;
  /** Inputs of all committed jobs with this name, done or not, oldest first. */
  readonly jobs: <N extends JobName>(name: N) => Promise<readonly JobInputs[N][]>;
  /**
   * Does the jobs that are due.
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

/** Starts an application on a clean database. Stop it and drop the database at the end. */
export async function openKit(database: KeptDatabase, environment: Environment = {}): Promise<Kit> {
  // The cache is on, as in production: a missing invalidation shows in the mutation's own test.
  const app = await startTestApp(environment, undefined, { ...openTestCaching(), database });
  const { actors, enrolled } = createActors(app);
  const { db, statements } = database;
  const mail = openMail(app);
  return Object.assign(actors, {
    clock: createClock(db),
    jobs: async <N extends JobName>(name: N) => {
      const rows = await db
        .selectFrom("job")
        .select("input")
        .where("name", "=", storedNameOf(name, jobs[name]))
        .orderBy("created_at")
        .execute();
      return rows.map(({ input }) => readInput(name, input));
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
  const database = await takeDatabase();
  const kit = await openKit(database, environment);
  onTestFinished(async () => {
    await kit.app.stop();
    await database.drop();
  });
  return kit;
}
