import { EmbeddedPostgresError } from "../../embedded/errors.ts";
import { FolderInUse } from "../../embedded/lock.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../embedded/postgres.ts";
import { demoAccount } from "../../seed/content/index.ts";
import { isDemoOpen, seedDemo } from "../../seed/demo.ts";
import { type Config, ConfigError, isDevelopment } from "../app/config.ts";
import { checkServer, connect, type Database, type Db, describeRefusal } from "../database/index.ts";
import { migrate } from "../database/migrate.ts";
import { keepRunning } from "./embedded-database.ts";

const folderWaitMs = 1500;

/** A database that is ready to serve. */
export interface PreparedDatabase {
  readonly url: string;
  /** The same database past any pooler, as far as that is known. */
  readonly directUrl: string;
  /** Stops what was started here; nothing for a database that is somebody else's. */
  readonly stop: () => Promise<void>;
}

/** Told of each step that was taken and how long it took. */
export type Tell = (step: string) => void;

async function timed<T>(work: () => Promise<T>, tell: (result: T, ms: number) => void): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  tell(result, Math.round(performance.now() - startedAt));
  return result;
}

/** Seeds the demo content; where others can reach the server, nobody signs in by the password that everybody knows. */
async function bringDemo(db: Db, isOpen: boolean, tell: Tell): Promise<void> {
  const { email, password } = demoAccount;
  const signIn = isOpen ? `sign in as ${email}, password ${password}` : `nobody signs in as ${email} from elsewhere`;
  await timed(
    () => seedDemo(db, isOpen),
    (seeded, ms) => seeded && tell(`seeded demo content (${ms} ms); ${signIn}`),
  );
  if (!isOpen && (await isDemoOpen(db)))
    tell(`warning: everybody can sign in as ${email}, whose password is public: delete the account or set another`);
}

const openForSetup = (url: string): Database =>
  connect(url, {
    maxConnections: 2,
    maxWaiting: 10,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });

async function bringUpToDate(url: string, demo: "open" | "closed" | "none", tell: Tell): Promise<void> {
  const { db, close } = openForSetup(url);
  try {
    for (const warning of await checkServer(db)) tell(`warning: ${warning}`);
    await timed(
      () => migrate(db),
      (names, ms) => names.length > 0 && tell(`migrated: ${names.join(", ")} (${ms} ms)`),
    );
    if (demo !== "none") await bringDemo(db, demo === "open", tell);
  } finally {
    await close();
  }
}

/** Asks a database of somebody else's for something. @throws {ConfigError} one sentence, where it refuses. */
async function withSetting(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const sentence = describeRefusal(error);
    throw sentence === undefined ? error : new ConfigError(`${name}: ${sentence}`, { cause: error });
  }
}

/** Where there are two ways to a database, the one that serves is tried too. */
async function tryOut(url: string): Promise<void> {
  const { db, close } = openForSetup(url);
  try {
    await checkServer(db);
  } finally {
    await close();
  }
}

/** Starts the embedded server; waits a moment for a run that is just ending to give the folder free. */
async function startWhenFree(dataDir: string, tell: Tell): Promise<EmbeddedPostgres> {
  const deadline = performance.now() + folderWaitMs;
  for (;;) {
    try {
      return await startEmbeddedPostgres({ dataDir, log: tell });
    } catch (error) {
      if (!(error instanceof FolderInUse) || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/**
 * Makes the configured database ready: starts the embedded one where none is named, migrates, and gives the embedded
 * one its demo content.
 * @throws {FolderInUse} when another start has the data folder.
 */
export async function prepareDatabase(config: Config, tell: Tell): Promise<PreparedDatabase> {
  const { databaseUrl, databaseDirectUrl, dataDir } = config;
  if (databaseUrl !== undefined) {
    const [name, directUrl] =
      databaseDirectUrl === undefined ? ["DATABASE_URL", databaseUrl] : ["DATABASE_DIRECT_URL", databaseDirectUrl];
    await withSetting(name, () => bringUpToDate(directUrl, "none", tell));
    if (directUrl !== databaseUrl) await withSetting("DATABASE_URL", () => tryOut(databaseUrl));
    return { url: databaseUrl, directUrl, stop: async () => {} };
  }
  const server = await startWhenFree(dataDir, tell);
  try {
    await bringUpToDate(server.url, isDevelopment(config) ? "open" : "closed", tell);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { stop } = keepRunning(server, dataDir, tell);
  return { url: server.url, directUrl: server.url, stop };
}

/** Whether an error is for the person at the keyboard to act on, told best by its text alone. */
export const isForPeople = (error: unknown): error is Error =>
  error instanceof ConfigError || error instanceof FolderInUse || error instanceof EmbeddedPostgresError;
