import { EmbeddedPostgresError } from "../embedded/errors.ts";
import { FolderInUse } from "../embedded/lock.ts";
import { startEmbeddedPostgres } from "../embedded/postgres.ts";
import { ArgumentError, readArguments, usage } from "../seed/arguments.ts";
import { type LoadOptions, type LoadProgress, seedLoad } from "../seed/load.ts";
import { type Config, ConfigError, readConfig } from "../server/app/config.ts";
import { connect } from "../server/database/index.ts";
import { migrate } from "../server/database/migrate.ts";

const printLine = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function printProgress({ kind, done, total, elapsedMs }: LoadProgress): void {
  const perSecond = Math.round(done / (elapsedMs / 1000)).toLocaleString("en-US");
  printLine(`${kind} ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}, ${perSecond} a second`);
}

async function openDatabase({ databaseUrl, dataDir }: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  return databaseUrl === undefined
    ? await startEmbeddedPostgres({ dataDir, log: printLine })
    : { url: databaseUrl, stop: async () => {} };
}

async function fill(config: Config, options: LoadOptions): Promise<void> {
  const server = await openDatabase(config);
  try {
    const { db, close } = connect(server.url, {
      maxConnections: 4,
      maxWaiting: 4,
      connectTimeoutMs: 5000,
      statementTimeoutMs: 0,
      onConnectionError: (error) => printLine(`connection lost: ${error.message}`),
    });
    try {
      await migrate(db);
      const begunMs = performance.now();
      await seedLoad(db, { ...options, onProgress: printProgress });
      printLine(`done in ${seconds(performance.now() - begunMs)}`);
    } finally {
      await close();
    }
  } finally {
    await server.stop();
  }
}

/** Errors that a person can fix: only the message is printed, without a stack trace. */
const isPlain = (error: unknown): error is Error =>
  [ArgumentError, ConfigError, FolderInUse, EmbeddedPostgresError].some((kind) => error instanceof kind);

try {
  const options = readArguments(process.argv.slice(2));
  if (options === "help") printLine(usage);
  else await fill(readConfig(process.env), options);
} catch (error) {
  if (!isPlain(error)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof ArgumentError ? `\n${usage}\n` : ""}`);
  process.exitCode = 1;
}
