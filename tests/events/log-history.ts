import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { type Db, transaction } from "../../server/database/index.ts";
import { append, latestCursor, readLog, resolveCursor } from "../../server/events/index.ts";
import { type Runtime, type ServerProcess, startServer } from "../support/runtimes.ts";

const program = fileURLToPath(new URL("./log-process.ts", import.meta.url));
const writers = 64;

/** Writers in a process of their own. */
export interface Host {
  /** Starts the process, unless it runs. */
  readonly start: () => Promise<void>;
  /** Ends it by SIGKILL. */
  readonly kill: () => Promise<void>;
}

/** The process and all that it started. */
const familyOf = (pid: number): readonly number[] => {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const one of family) for (const [child = 0, parent] of table) if (parent === one) family.push(child);
  return family;
};

async function killFamily({ pid, exitCode, ...child }: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (pid === undefined || exitCode !== null || child.signalCode !== null) return;
  for (const one of familyOf(pid)) process.kill(one, "SIGKILL");
  await exited;
}

/** Writers and a durable reader on Node or Deno. */
function createProcessHost(runtime: "node" | "deno", url: string): Host {
  const [command, ...parameters] = runtime === "node" ? [process.execPath] : ["deno", "run", "--allow-all"];
  let child: ChildProcess | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  return {
    start: async () => {
      child = spawn(command, [...parameters, program, url, String(writers)], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      exited = once(child, "exit");
    },
    kill: async () => {
      if (child !== undefined) await killFamily(child, exited);
    },
  };
}

/** Writers that call a worker on local workerd; a call that fails meets a worker that was killed. */
function createWorkerHost(url: string): Host {
  let server: ServerProcess | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let end = new AbortController();
  const write = async (accountId: number, { signal }: AbortController) => {
    while (!signal.aborted) {
      const body = JSON.stringify({ accountId });
      const headers = { "content-type": "application/json" };
      const answer =
        server && (await fetch(`${server.url}/api/writes`, { method: "POST", headers, body }).catch(() => {}));
      await answer?.body?.cancel().catch(() => {});
      if (answer?.status !== 200) await sleep(50);
    }
  };
  return {
    start: async () => {
      server = await startServer("worker", url, { parameters: ["tests/events/log-worker.ts"] });
      exited = once(server.process, "exit");
      end = new AbortController();
      for (let at = 1; at <= writers; at++) void write(at, end);
    },
    kill: async () => {
      end.abort();
      if (server !== undefined) await killFamily(server.process, exited);
    },
  };
}

/** Creates the writers of a runtime. */
export const createHost = (runtime: Exclude<Runtime, "bun" | "workerd">, url: string): Host =>
  runtime === "worker" ? createWorkerHost(url) : createProcessHost(runtime, url);

/** The events that a reader saw: their number, and a hash of their ids in order. */
export interface Seen {
  readonly events: number;
  readonly hash: string;
  readonly reconnections: number;
}

/**
 * Follows the log by a cursor, and loses its connection at random with a part of a page unread.
 * @throws when the log skips or repeats a position, or the cursor is refused.
 */
export async function follow(db: Db, isOver: () => boolean): Promise<Seen> {
  const hash = createHash("sha256");
  let cursor = await latestCursor(db);
  let [events, reconnections] = [0, 0];
  for (let isLast = false; !isLast; ) {
    isLast = isOver();
    const after = await resolveCursor(db, cursor);
    if (after === "reset") throw new Error(`the cursor ${cursor} was refused`);
    const page = await readLog(db, { after, max: 500 });
    const isCutOff = Math.random() < 0.5;
    const seen = isCutOff ? page.slice(0, Math.ceil(Math.random() * page.length)) : page;
    for (const { position, id } of seen) {
      events++;
      if (position !== events) throw new Error(`position ${position} comes where ${events} was due`);
      hash.update(id);
    }
    const last = seen.at(-1);
    if (last !== undefined) {
      cursor = `${last.position}-${last.id.slice(0, 8)}`;
      isLast = false;
    }
    if (isCutOff) reconnections++;
    await sleep(Math.random() * (isCutOff ? 50 : 5));
  }
  return { events, hash: hash.digest("hex"), reconnections };
}

/** Kills the writers again and again until the time is over. @returns how often. */
export async function disturb(host: Host, db: Db, durationMs: number): Promise<number> {
  const endsAt = performance.now() + durationMs;
  const count = async () => (await sql<{ n: number }>`select count(*) as n from written`.execute(db)).rows[0]?.n ?? 0;
  let kills = 0;
  while (performance.now() < endsAt || kills < 2) {
    const before = await count();
    await host.start();
    while ((await count()) - before < writers) await sleep(20);
    await sleep(Math.random() * Math.min(4000, durationMs / 3));
    await host.kill();
    kills++;
  }
  return kills;
}

/** Below the time after which the server ends a transaction that is idle. */
const maxOpenMs = 60_000;

/** Long transactions, one after another: each appends first and commits a minute later, or when the others have ended. */
export async function holdOpen(db: Db, isOver: () => boolean): Promise<void> {
  while (!isOver())
    await transaction(db, async (tx) => {
      const id = await append(tx, "account.registered", { accountId: 1_000_000, username: "long" });
      await sql`insert into written (event_id) values (${id})`.execute(tx);
      const endsAt = performance.now() + maxOpenMs;
      while (!isOver() && performance.now() < endsAt) await sleep(20);
    });
}

/** Waits for the transactions of killed processes to end. */
export async function untilIdle(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_stat_activity where datname = current_database() and state <> 'idle'
      and pid <> pg_backend_pid()`.execute(db);
    if (rows.length === 0) return;
    await sleep(20);
  }
}
