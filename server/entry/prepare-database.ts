import { EmbeddedPostgresError } from "../../embedded/errors.ts";
import { FolderInUse } from "../../embedded/lock.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../embedded/postgres.ts";
import { demoAccount } from "../../seed/content/index.ts";
import { isDemoOpen, seedDemo } from "../../seed/demo.ts";
import { type Config, ConfigError, isDevelopment } from "../app/config.ts";
import { pause } from "../concurrency/pause.ts";
import { checkServer, connect, type Database, type Db, describeRefusal } from "../database/index.ts";
import { migrate } from "../database/migrate.ts";
import { keepRunning } from "./embedded-database.ts";
import { ProcessEnded } from "./processes/supervisor.ts";

const folderWaitMs = 1500;

export interface PreparedDatabase {
  readonly url: string;
  /** The database's direct URL, bypassing any pooler where one is configured. */
  readonly directUrl: string;
  /** Stops the embedded server; a no-op for an external database. */
  readonly stop: () => Promise<void>;
}

/** Reports a completed step. */
export type Report = (step: string) => void;

async function timed<T>(work: () => Promise<T>, report: (result: T, ms: number) => void): Promise<T> {
  const startedAtMs = performance.now();
  const result = await work();
  report(result, Math.round(performance.now() - startedAtMs));
  return result;
}

/**
 * Seeds the demo content. On a server that is reachable from other machines, the demo account cannot sign in: its
 * password is public.
 */
async function seedDemoContent(db: Db, isOpen: boolean, report: Report): Promise<void> {
  const { email, password } = demoAccount;
  const signIn = isOpen
    ? `sign in as ${email}, password ${password}`
    : `sign-in as ${email} is disabled, because other machines can reach the server`;
  await timed(
    () => seedDemo(db, isOpen),
    (seeded, ms) => seeded && report(`seeded demo content (${ms} ms); ${signIn}`),
  );
  if (!isOpen && (await isDemoOpen(db)))
    report(
      `warning: anyone can sign in as ${email}, whose password is public: delete the account or change the password`,
    );
}

const openForSetup = (url: string): Database =>
  connect(url, {
    maxConnections: 2,
    maxWaiting: 10,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });

async function setUp(url: string, demo: "open" | "closed" | "none", report: Report): Promise<void> {
  const { db, close } = openForSetup(url);
  try {
    for (const warning of await checkServer(db)) report(`warning: ${warning}`);
    await timed(
      () => migrate(db, { report }),
      (names, ms) => names.length > 0 && report(`migrated: ${names.join(", ")} (${ms} ms)`),
    );
    if (demo !== "none") await seedDemoContent(db, demo === "open", report);
  } finally {
    await close();
  }
}

/**
 * Runs a setup step against a database.
 * @throws {ConfigError} with a one-sentence reason when the database refuses it.
 */
async function withSetting(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const sentence = describeRefusal(error);
    throw sentence === undefined ? error : new ConfigError(`${name}: ${sentence}`, { cause: error });
  }
}

/** Checks the URL that serves requests, when setup used another one. */
async function checkConnection(url: string): Promise<void> {
  const { db, close } = openForSetup(url);
  try {
    await checkServer(db);
  } finally {
    await close();
  }
}

/** Starts the embedded server; waits briefly for a previous run to release the data folder. */
async function startWhenFree(dataDir: string, report: Report): Promise<EmbeddedPostgres> {
  const deadline = performance.now() + folderWaitMs;
  for (;;) {
    try {
      return await startEmbeddedPostgres({ dataDir, log: report });
    } catch (error) {
      if (!(error instanceof FolderInUse) || performance.now() > deadline) throw error;
      await pause(100);
    }
  }
}

/**
 * Prepares the configured database: starts the embedded one where none is configured, migrates, and seeds the
 * embedded one with demo content.
 * @throws {FolderInUse} when another process uses the data folder.
 * @throws {ConfigError} when an external database refuses the setup.
 */
export async function prepareDatabase(config: Config, report: Report): Promise<PreparedDatabase> {
  const { databaseUrl, databaseDirectUrl, dataDir } = config;
  if (databaseUrl !== undefined) {
    const [name, directUrl] =
      databaseDirectUrl === undefined ? ["DATABASE_URL", databaseUrl] : ["DATABASE_DIRECT_URL", databaseDirectUrl];
    await withSetting(name, () => setUp(directUrl, "none", report));
    if (directUrl !== databaseUrl) await withSetting("DATABASE_URL", () => checkConnection(databaseUrl));
    return { url: databaseUrl, directUrl, stop: async () => {} };
  }
  const server = await startWhenFree(dataDir, report);
  try {
    await withSetting("DATA_DIR", () => setUp(server.url, isDevelopment(config) ? "open" : "closed", report));
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { stop } = keepRunning(server, dataDir, report);
  return { url: server.url, directUrl: server.url, stop };
}

/** True for errors that the operator can fix, which are printed as their message without a stack. */
export const isForPeople = (error: unknown): error is Error =>
  [ConfigError, FolderInUse, EmbeddedPostgresError, ProcessEnded].some((kind) => error instanceof kind);
