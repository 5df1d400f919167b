import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { connect } from "../../server/database/index.ts";
import { wrongCounts } from "../support/counts.ts";
import { createRandom } from "../support/random.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";
import { beginLoad, confirmedSlugs, publishAnother } from "./load.ts";
import { call, fieldsIn } from "./proxied-server.ts";

const rounds = Number(process.env.FAULT_ROUNDS ?? 3);
const seed = Number(process.env.FAULT_SEED ?? 20_261_125);
const writesPerSecond = 50;

/** The folder of an embedded database, and how to connect from outside the server. */
function embeddedIn(dataDir: string) {
  const read = (...path: readonly string[]) => readFileSync(join(dataDir, ...path), "utf8");
  const [pidLine, portLine] = [0, 3];
  const status = () => read("postgres", "postmaster.pid").split("\n");
  return {
    pid: () => Number(status()[pidLine]),
    url: () => `postgres://dovetail:${read("postgres-password").trim()}@127.0.0.1:${status()[portLine]}/dovetail`,
  };
}

const end = async ({ process: child }: ServerProcess, signal: "SIGKILL" | "SIGTERM") => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
};

async function signUp(url: string): Promise<{ token: string }> {
  const user = { username: "writer", email: "writer@example.com", password: "a fine password" };
  return {
    token: String(fieldsIn(await call({ server: { url } }, "POST", "/api/users", { body: { user } }), "user", "token")),
  };
}

test(`FX-13 server and embedded database killed ${rounds} times among writes: it opens again and what was acknowledged is there`, {
  timeout: 60_000 + rounds * 30_000,
}, async () => {
  const random = createRandom(seed);
  const dataDir = mkdtempSync(join(tmpdir(), "dovetail-kill-"));
  const embedded = embeddedIn(dataDir);
  const environment = { DATA_DIR: dataDir, LOG_LEVEL: "error" };
  let server = await startServer("node", "", { environment });
  onTestFinished(async () => {
    await end(server, "SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  });
  const port = Number(new URL(server.url).port);
  const author = await signUp(server.url);
  const confirmed: string[] = [];
  let attempted = 0;
  for (let round = 0; round < rounds; round++) {
    const { url } = server;
    let acknowledged = 0;
    const load = beginLoad(writesPerSecond, async () => {
      const answer = await publishAnother(url, author);
      if (answer.status === 201) acknowledged += 1;
      return answer;
    });
    await expect.poll(() => acknowledged, { timeout: 20_000, interval: 20 }).toBeGreaterThan(3);
    await sleep(random() * 1000);
    const killDatabase = () => process.kill(embedded.pid(), "SIGKILL");
    // Each order of the two kills.
    if (random() < 0.5) killDatabase();
    else await end(server, "SIGKILL").then(killDatabase);
    await end(server, "SIGKILL");
    const answers = await load.stop();
    attempted += answers.length;
    confirmed.push(...confirmedSlugs(answers));
    server = await startServer("node", "", { environment, port });
  }
  const { db, close } = connect(embedded.url(), {
    maxConnections: 1,
    maxWaiting: 10,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    onConnectionError: () => {},
  });
  const stored = new Set((await db.selectFrom("article").select("slug").execute()).map(({ slug }) => slug));
  const wrong = await wrongCounts(db);
  await close();
  process.stdout.write(
    `FX-13: seed ${seed}, ${rounds} kills, ${attempted} writes tried, ${confirmed.length} acknowledged\n`,
  );
  expect(confirmed.length).toBeGreaterThan(rounds * 3);
  expect(confirmed.filter((slug) => !stored.has(slug))).toEqual([]);
  expect(wrong).toEqual([]);
});
