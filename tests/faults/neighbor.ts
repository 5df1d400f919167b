import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { enrol, type Person } from "../support/people.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";
import { get, send, versionIn } from "./asking.ts";
import { fieldsIn } from "./proxied-server.ts";

/**
 * Another service on the same Redis, with articles of the same slugs, whose database is recreated from time to time.
 */
export interface Neighbor {
  /** Restarts the service with an empty database. */
  readonly renew: () => Promise<void>;
  /**
   * Stops it.
   * @returns the number of reads, and any value that it had not written last.
   */
  readonly stop: () => Promise<{ readonly reads: number; readonly stale: readonly string[] }>;
}

/** Higher than any state of the service under test, so that the two cannot be confused. */
const firstVersion = 1_000_000;
const pauseMs = 25;
const writeEvery = 8;

interface Home {
  readonly database: TestDatabase;
  readonly server: ServerProcess;
  readonly author: Person;
}

async function moveIn(environment: Readonly<Record<string, string>>): Promise<Home> {
  const database = await createTestDatabase();
  const server = await startServer("node", database.url, { environment });
  return { database, server, author: await enrol({ database }) };
}

async function leave({ database, server }: Home): Promise<void> {
  server.process.kill("SIGKILL");
  if (server.process.exitCode === null && server.process.signalCode === null) await once(server.process, "exit");
  await database.drop();
}

/** Starts the service, which writes and reads articles with these titles continuously. */
export async function startNeighbor(
  environment: Readonly<Record<string, string>>,
  titles: readonly string[],
): Promise<Neighbor> {
  const stale: string[] = [];
  const end = new AbortController();
  let reads = 0;
  let version = firstVersion;
  let home = await moveIn(environment);

  const write = async ({ server, author }: Home, title: string, known: Map<string, number>) => {
    const text = `version ${++version}`;
    const article = { title, description: text, body: text, tagList: [] };
    const path = "/api/articles";
    const [method, to] = known.has(title) ? (["PUT", `${path}/${slugOf(title)}`] as const) : (["POST", path] as const);
    known.set(title, Number.NaN);
    const { status } = await send(server.url, method, to, author, { article });
    if (status < 300) known.set(title, version);
  };
  const read = async ({ server }: Home, title: string, known: Map<string, number>) => {
    const answer = await get(server.url, `/api/articles/${slugOf(title)}`);
    const seen = answer && versionIn(fieldsIn(answer, "article", "body"));
    const written = known.get(title);
    if (seen === undefined) return;
    reads += 1;
    if (written === undefined || seen < firstVersion || seen < written)
      stale.push(`neighbor: ${title} is ${seen}, written ${written}`);
  };
  /** Resolves when it uses its new database. */
  const live = async (here: Home) => {
    const known = new Map<string, number>();
    for (let turn = 0; here === home && !end.signal.aborted; turn++) {
      const title = titles[turn % titles.length] ?? "";
      await read(here, title, known).catch(() => {});
      if (turn % writeEvery >= titles.length) await write(here, title, known).catch(() => {});
      await sleep(pauseMs);
    }
  };
  let living = live(home);
  return {
    renew: async () => {
      const before = home;
      home = await moveIn(environment);
      await living;
      await leave(before);
      living = live(home);
    },
    stop: async () => {
      end.abort();
      await living;
      await leave(home);
      return { reads, stale };
    },
  };
}

const slugOf = (title: string) => title.toLowerCase().replaceAll(" ", "-");
