import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { FolderInUse } from "./lock.ts";
import { isAlive } from "./processes.ts";
import {
  connectTo,
  folderWithCluster,
  kill,
  parseStartLine,
  queryRows,
  startForTest,
  startScript,
  temporaryFolder,
} from "./testing/support.ts";

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === "linux";

describe("a first and a second start", () => {
  test("startPostgres: the first start creates a UTF-8 database, the second is faster and finds its data", async () => {
    const dataDir = join(temporaryFolder(), "not", "yet", "there");
    const first = await startForTest(dataDir, { durable: true });
    expect(first.created).toBe(true);
    expect(first.url).toMatch(/^postgres:\/\/dovetail:[\w-]{43}@127\.0\.0\.1:\d+\/dovetail\?sslmode=disable$/);
    await queryRows(first.url, "CREATE TABLE note AS SELECT lower('ÆRØ Ω') AS text");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await startForTest(dataDir, { durable: true });
    expect(second.created).toBe(false);
    expect(second.startMs).toBeLessThan(first.startMs);
    expect(await queryRows(second.url, "SELECT text FROM note")).toEqual([{ text: "ærø ω" }]);
    const [settings] = await queryRows(
      second.url,
      `SELECT current_setting('fsync') fsync, current_setting('synchronous_commit') sync,
         current_setting('TimeZone') zone, current_setting('server_encoding') encoding`,
    );
    expect(settings).toEqual({ fsync: "on", sync: "on", zone: "UTC", encoding: "UTF8" });
  });

  test("startPostgres: requires the password, which only this user can read and no log contains", async () => {
    const dataDir = temporaryFolder();
    const postgres = await startForTest(dataDir);
    const password = new URL(postgres.url).password;
    await expect(queryRows(postgres.url.replace(password, "wrong"), "SELECT 1")).rejects.toThrow(
      /authentication failed/,
    );
    expect(statSync(join(dataDir, "postgres-password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    await postgres.stop();
    expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).not.toContain(password);
  });

  test("startPostgres: a lost password file loses no data", async () => {
    const dataDir = await folderWithCluster();
    const first = await startForTest(dataDir);
    await queryRows(first.url, "CREATE TABLE note AS SELECT 1 AS id");
    await first.stop();
    rmSync(join(dataDir, "postgres-password"));
    const second = await startForTest(dataDir);
    expect(await queryRows(second.url, "SELECT id FROM note")).toEqual([{ id: 1 }]);
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
  });

  test("stop: is idempotent, closes open connections and releases the folder", async () => {
    const dataDir = await folderWithCluster();
    const postgres = await startForTest(dataDir);
    await connectTo(postgres.url);
    await Promise.all([postgres.stop(), postgres.stop(), postgres.exited]);
    await (await startForTest(dataDir)).stop();
  });

  test("startPostgres: a second start in one folder fails and names the first process, which keeps running", async () => {
    const dataDir = await folderWithCluster();
    const postgres = await startForTest(dataDir);
    const refusal = await startForTest(dataDir).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FolderInUse);
    expect(String(refusal)).toMatch(new RegExp(`in use by this very process \\(${process.pid}\\).*DATABASE_URL`));
    await queryRows(postgres.url, "SELECT 1");
  });

  test("startPostgres: detects a killed server, and can start it again in the same process", async () => {
    const dataDir = await folderWithCluster();
    const postgres = await startForTest(dataDir);
    process.kill(postgres.pid, "SIGKILL");
    await postgres.exited;
    await queryRows((await startForTest(dataDir)).url, "SELECT 1");
  });
});

describe("after a kill -9", () => {
  test.each(["the program", "the program and its server"])(
    "of %s the next start has every acknowledged row",
    async (what) => {
      const dataDir = await folderWithCluster();
      const run = await startScript("start.ts", dataDir);
      const server = parseStartLine(run.line);
      const writer = await connectTo(server.url);
      await writer.query("CREATE TABLE note (id int PRIMARY KEY)");
      let acknowledged = 0;
      const writing = (async () => {
        for (;;) {
          await writer.query("INSERT INTO note VALUES ($1)", [acknowledged + 1]);
          acknowledged++;
        }
      })().catch(() => {});
      await expect.poll(() => acknowledged, { timeout: 10_000 }).toBeGreaterThan(100);
      await kill(run.process);
      expect(isAlive(server.pid)).toBe(true);
      if (what !== "the program") process.kill(server.pid, "SIGKILL");

      const postgres = await startForTest(dataDir, { durable: true });
      await writing;
      expect(isAlive(server.pid)).toBe(false);
      const [found] = await queryRows<{ count: number }>(postgres.url, "SELECT count(*)::int AS count FROM note");
      // One more row may have been committed whose acknowledgement was lost.
      expect([acknowledged, acknowledged + 1]).toContain(found?.count);
    },
  );

  test("startPostgres: discards an interrupted initdb", async () => {
    const dataDir = temporaryFolder();
    const building = join(dataDir, "postgres.init-aBcDeF", "cluster");
    mkdirSync(building, { recursive: true });
    writeFileSync(join(building, "PG_VERSION"), "18\n");
    writeFileSync(join(dataDir, "postgres-password.123"), "ha");
    expect((await startForTest(dataDir)).created).toBe(true);
    expect(readdirSync(dataDir).sort()).toEqual(["lock", "postgres", "postgres-password", "postgres.log"]);
  });

  test.runIf(isLinux)("during creation of the database, the next start creates it", async () => {
    const dataDir = temporaryFolder();
    const run = startScript("start.ts", dataDir).catch((error: unknown) => error);
    const half = () => readdirSync(dataDir).find((name) => name.startsWith("postgres.init-"));
    await expect.poll(half, { timeout: 10_000, interval: 5 }).toBeDefined();
    const pid = Number(readdirSync(join(dataDir, "lock")).length > 0 ? readLockPid(dataDir) : 0);
    process.kill(pid, "SIGKILL");
    await run;
    // Its output closes shortly before the process ends.
    await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
    expect(half()).toBeDefined();
    const postgres = await startForTest(dataDir);
    expect(postgres.created).toBe(true);
    await queryRows(postgres.url, "SELECT 1");
    expect(half()).toBeUndefined();
  });

  test("startPostgres: ignores a stale postmaster.pid whose id belongs to another process, which keeps running", async () => {
    const dataDir = await folderWithCluster();
    await (await startForTest(dataDir)).stop();
    const cluster = join(dataDir, "postgres");
    const { uid, gid } = statSync(cluster);
    // The same user as the server's, since PostgreSQL itself ignores processes of other users.
    const stranger = spawn("sleep", ["60"], isRoot ? { uid, gid } : {});
    onTestFinished(() => kill(stranger));
    await once(stranger, "spawn");
    const lines = [stranger.pid, cluster, 1_700_000_000, 5432, "", "127.0.0.1", "", "ready   "];
    writeFileSync(join(cluster, "postmaster.pid"), `${lines.join("\n")}\n`);
    await queryRows((await startForTest(dataDir)).url, "SELECT 1");
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });
});

test("startPostgres: Ctrl-C reaches the program, not the server", async () => {
  const run = await startScript("start.ts", await folderWithCluster(), "fast");
  const server = parseStartLine(run.line);
  const client = await connectTo(server.url);
  process.kill(-(run.process.pid ?? 0), "SIGINT");
  await client.query("SELECT pg_sleep(0.2)");
  const exit = once(run.process, "exit");
  run.process.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
  expect(isAlive(server.pid)).toBe(false);
});

test("startPostgres: a signal that the program does not listen to ends the server too", async () => {
  const run = await startScript("start.ts", await folderWithCluster(), "fast");
  const server = parseStartLine(run.line);
  const exit = once(run.process, "exit");
  run.process.kill("SIGHUP");
  expect(await exit).toEqual([null, "SIGHUP"]);
  await expect.poll(() => isAlive(server.pid), { timeout: 10_000 }).toBe(false);
});

test.runIf(isRoot && isLinux)(
  "root can work in a folder that is closed to others, as a project in /root is",
  async () => {
    const postgres = await startForTest(join(temporaryFolder(0o700), "data"));
    await queryRows(postgres.url, "CREATE TABLE note AS SELECT generate_series(1, 1000)");
    const status = readFileSync(`/proc/${postgres.pid}/status`, "utf8");
    expect(status).toMatch(/^Uid:\s+65534\s/m);
    // CAP_DAC_READ_SEARCH and no other.
    expect(status).toMatch(/^CapEff:\s+0{15}4$/m);
  },
);

test("startPostgres: does not touch a folder with other content", async () => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, "postgres"));
  writeFileSync(join(dataDir, "postgres", "diary.txt"), "mine");
  await expect(startForTest(dataDir)).rejects.toThrow(/holds no PostgreSQL data\. Move it away/);
});

test.runIf(isLinux)("startPostgres: an empty postmaster.pid, as a power cut leaves it, is removed", async () => {
  const dataDir = await folderWithCluster();
  writeFileSync(join(dataDir, "postgres", "postmaster.pid"), "");
  const { url } = await startForTest(dataDir);
  expect(await queryRows(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test.skipIf(process.platform === "win32")(
  "startPostgres: a program that is ended while initdb runs leaves no initdb behind",
  async () => {
    const dataDir = temporaryFolder();
    const file = join(import.meta.dirname, "testing", "start.ts");
    const running = spawn(process.execPath, [file, dataDir], { stdio: "ignore" });
    onTestFinished(() => kill(running));
    const drafts = () => readdirSync(dataDir).filter((name) => name.startsWith("postgres.init-"));
    const isInitialized = (name: string) => existsSync(join(dataDir, name, "cluster", "base"));
    await expect.poll(() => drafts().some(isInitialized), { timeout: 10_000, interval: 5 }).toBe(true);
    running.kill("SIGTERM");
    await expect.poll(() => drafts().some(isInitialized), { timeout: 10_000 }).toBe(false);
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  },
);

test("startPostgres: names a data folder whose path is a file or too long", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "file");
  writeFileSync(file, "mine");
  await expect(startForTest(file)).rejects.toThrow(/file cannot be created.*is a file.*DATA_DIR/);
  await expect(startForTest(join(file, "data"))).rejects.toThrow(/data cannot be created.*is a file.*DATA_DIR/);
  const long = join(folder, ...Array.from({ length: 10 }, () => "x".repeat(100)));
  await expect(startForTest(long)).rejects.toThrow(/is too long.*DATA_DIR/);
  expect(readdirSync(folder)).toEqual(["file"]);
});

test("startPostgres: TLS settings of the environment, which are for another server, do not apply to it", async () => {
  const { url } = await startForTest(await folderWithCluster());
  const before = process.env.PGSSLMODE;
  onTestFinished(() => {
    if (before === undefined) delete process.env.PGSSLMODE;
    else process.env.PGSSLMODE = before;
  });
  process.env.PGSSLMODE = "verify-full";
  expect(await queryRows(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("startPostgres: a failed start shows the last lines of the server's log", async () => {
  const dataDir = await folderWithCluster();
  await (await startForTest(dataDir)).stop();
  writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "12\n");
  await expect(startForTest(dataDir)).rejects.toThrow(/ended while starting.*\n.*incompatible with server/s);
});

function readLockPid(dataDir: string): string | undefined {
  const name = readdirSync(join(dataDir, "lock")).find((file) => /^\d+$/.test(file)) ?? "";
  return readFileSync(join(dataDir, "lock", name), "utf8").split("\n")[0];
}
