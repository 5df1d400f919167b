import { startEmbeddedPostgres } from "../../embedded/postgres.ts";
import { type Config, ConfigError, readConfig } from "../../server/app/config.ts";
import { connect, type Db, describeRefusal } from "../../server/database/index.ts";
import { isForPeople } from "../../server/entry/prepare-database.ts";
import { Refusal } from "../change/feature-names.ts";

/** The configured database, unchanged: neither migrated nor filled with demo content. */
async function openPlain({ databaseUrl, databaseDirectUrl, dataDir }: Config) {
  const url = databaseDirectUrl ?? databaseUrl;
  return url === undefined ? await startEmbeddedPostgres({ dataDir }) : { url, stop: async () => {} };
}

async function inPlainDatabase(task: (db: Db) => Promise<string>): Promise<string> {
  const server = await openPlain(readConfig(process.env));
  const { db, close } = connect(server.url, {
    maxConnections: 1,
    maxWaiting: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });
  try {
    return await task(db);
  } catch (error) {
    const sentence = describeRefusal(error);
    throw sentence === undefined ? error : new ConfigError(`The database: ${sentence}`, { cause: error });
  } finally {
    await close();
    await server.stop();
  }
}

/** Runs `npm run export` or `npm run import` on the one file that it names, and prints the result. */
export async function transferCommand(usage: string, work: (db: Db, path: string) => Promise<string>): Promise<void> {
  const [path, ...others] = process.argv.slice(2);
  try {
    if (path === undefined || path.startsWith("-") || others.length > 0) throw new Refusal(usage);
    process.stdout.write(`${await inPlainDatabase((db) => work(db, path))}\n`);
  } catch (error) {
    if (!(error instanceof Refusal || isForPeople(error))) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
