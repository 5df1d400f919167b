import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "./support/runtimes.ts";

interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly url: string;
  /** Resolves when the server reports that it is ready. */
  readonly ready: () => Promise<void>;
}

let dataDir: string;
let started: Started[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "dovetail-start-"));
  started = [];
});

afterEach(async () => {
  for (const { process: child } of started) child.kill("SIGTERM");
  await expect.poll(isDatabaseStopped, { timeout: 60_000 }).toBe(true);
  rmSync(dataDir, { recursive: true, force: true });
});

let prepared: string | undefined;

/** Gives the test a copy of a folder that one start has filled: a first start costs twice what a later one does. */
async function useFilledFolder(): Promise<void> {
  if (prepared === undefined) {
    const first = await start();
    await first.ready();
    first.process.kill("SIGTERM");
    await ended(first);
    prepared = mkdtempSync(join(tmpdir(), "dovetail-start-"));
    cpSync(dataDir, prepared, { recursive: true });
  } else cpSync(prepared, dataDir, { recursive: true });
}

afterAll(() => prepared !== undefined && rmSync(prepared, { recursive: true, force: true }));

const isDatabaseStopped = () => !existsSync(join(dataDir, "postgres", "postmaster.pid"));

async function start(
  command = ["node", "server/entry/node.ts"],
  settings = {},
  { detached = false } = {},
): Promise<Started> {
  const port = await freePort();
  const environment = { ...process.env, DATABASE_URL: "", DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn" };
  const [program = "", ...args] = command;
  const env = { ...environment, ...settings };
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env, detached });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += String(chunk)));
  const ready = () => expect.poll(() => output, { timeout: 100_000 }).toContain("Dovetail is ready");
  const run = { process: child, output: () => output, url: `http://127.0.0.1:${port}`, ready };
  started.push(run);
  return run;
}

const ended = async ({ process: child }: Started) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
};

const register = (url: string, username: string) =>
  fetch(`${url}/api/users`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: { username, email: `${username}@example.com`, password: "a fine password" } }),
  });

const countArticles = async (url: string) => {
  const answer: unknown = await (await fetch(`${url}/api/articles`)).json();
  return answer;
};

test("the first start makes a database with demo content, SIGTERM ends all of it, a later start finds it again", async () => {
  const first = await start();
  await first.ready();
  expect(first.output()).toMatch(/migrated: .*\n.*seeded demo content .*demo@example.com/);
  const before = await countArticles(first.url);
  expect(before).toMatchObject({
    articles: expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
  });
  first.process.kill("SIGTERM");
  expect(await ended(first)).toBe(0);
  expect(isDatabaseStopped()).toBe(true);
  const second = await start();
  await second.ready();
  expect(second.output()).not.toMatch(/migrated|seeded/);
  expect(await countArticles(second.url)).toEqual(before);
});

test("a second start in one folder says who has it and ends with status 1, and the first goes on", async () => {
  await useFilledFolder();
  const first = await start();
  await first.ready();
  const second = await start();
  expect(await ended(second)).toBe(1);
  expect(second.output()).toContain(`in use by process ${first.process.pid}`);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
});

test("FX-13 after kill -9 the next start recovers and everything acknowledged is there", async () => {
  await useFilledFolder();
  const first = await start();
  await first.ready();
  expect((await register(first.url, "ada")).status).toBe(201);
  first.process.kill("SIGKILL");
  await ended(first);
  const second = await start();
  await second.ready();
  expect((await fetch(`${second.url}/api/profiles/ada`)).status).toBe(200);
});

test("FX-11 SIGTERM to npm ends the server and its database too", async () => {
  await useFilledFolder();
  const run = await start(["npm", "start"]);
  await run.ready();
  run.process.kill("SIGTERM");
  await expect.poll(isDatabaseStopped, { timeout: 60_000 }).toBe(true);
  await expect(fetch(`${run.url}/healthz`)).rejects.toThrow();
});

test("SIGTERM to npm while the server starts ends all of it", async () => {
  await useFilledFolder();
  const run = await start(["npm", "start"]);
  await expect.poll(run.output, { timeout: 60_000, interval: 5 }).toContain("PostgreSQL ready");
  run.process.kill("SIGTERM");
  await expect.poll(isDatabaseStopped, { timeout: 60_000 }).toBe(true);
  await expect(fetch(`${run.url}/healthz`)).rejects.toThrow();
});

/** Begins a registration; `100 Continue` proves that its headers arrived. @returns what sends the rest and reads the status. */
async function beginRegistration(url: string): Promise<() => Promise<number>> {
  const body = JSON.stringify({ user: { username: "ada", email: "ada@example.com", password: "a fine password" } });
  const headers = { "content-type": "application/json", "content-length": body.length, expect: "100-continue" };
  const sent = request(`${url}/api/users`, { method: "POST", headers });
  const answered = once(sent, "response");
  sent.flushHeaders();
  await once(sent, "continue");
  sent.write(body.slice(0, 10));
  return async () => {
    sent.end(body.slice(10));
    const [answer] = await answered;
    answer.resume();
    return answer.statusCode;
  };
}

test("Deno over the embedded database keeps answers, and finishes what is under way when its process group gets SIGTERM", async () => {
  await useFilledFolder();
  const run = await start(["node", "scripts/start-deno.ts"], { LOG_LEVEL: "info" }, { detached: true });
  await run.ready();
  const outputAfterRead = async () => {
    expect((await fetch(`${run.url}/api/tags`)).status).toBe(200);
    return run.output();
  };
  await expect.poll(outputAfterRead, { timeout: 60_000 }).toContain('"cache":["hit"]');
  const finish = await beginRegistration(run.url);
  process.kill(-(run.process.pid ?? 0), "SIGTERM");
  await expect.poll(run.output).toContain("Stopping (SIGTERM)");
  expect(await finish()).toBe(201);
  expect(await ended(run)).toBe(0);
});

test.each([
  ["node", "server/entry/node.ts"],
  ["node", "scripts/start-deno.ts"],
  ["npm", "start"],
])("SIGHUP to %s %s finishes what is under way, however often it comes, and ends the database", async (...command) => {
  await useFilledFolder();
  const run = await start(command, {}, { detached: true });
  await run.ready();
  const finish = await beginRegistration(run.url);
  process.kill(-(run.process.pid ?? 0), "SIGHUP");
  await expect.poll(run.output).toMatch(/Stopping \((SIGHUP|SIGTERM|npm ended)\)/);
  process.kill(-(run.process.pid ?? 0), "SIGHUP");
  expect(await finish()).toBe(201);
  await ended(run);
  await expect.poll(isDatabaseStopped, { timeout: 60_000 }).toBe(true);
});

test.runIf(process.platform === "linux").each(["1", "2"])(
  "a terminal that closes ends what was started in it with WORKERS=%s, once its requests are answered",
  async (workers) => {
    await useFilledFolder();
    const run = await start(["script", "-qefc", "node server/entry/node.ts", "/dev/null"], { WORKERS: workers });
    await run.ready();
    const finish = await beginRegistration(run.url);
    run.process.kill("SIGKILL");
    await expect
      .poll(() =>
        fetch(`${run.url}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .not.toBe(200);
    expect(await finish()).toBe(201);
    await expect.poll(isDatabaseStopped, { timeout: 60_000 }).toBe(true);
  },
);

test("a serving process that ends while it starts is reported without a stack trace", async () => {
  await useFilledFolder();
  const missing = join(dataDir, "missing.json");
  const run = await start(undefined, { WORKERS: "2", GRAPHQL_DOCUMENTS: missing });
  expect(await ended(run)).toBe(1);
  expect(run.output()).toContain(`${missing} cannot be read`);
  expect(run.output()).toContain(
    "A serving process ended while it started; the reason is what it printed before this line.",
  );
  expect(run.output()).not.toMatch(/^ +at /m);
  expect(isDatabaseStopped()).toBe(true);
});

test("every fault of the configuration is named at once", async () => {
  const run = await start(undefined, { LIMITS: "maybe", APP_ORIGINS: "not an origin" });
  expect(await ended(run)).toBe(1);
  expect(run.output()).toMatch(/APP_ORIGINS: must be/);
  expect(run.output()).toMatch(/LIMITS: must be one of on, off/);
});

test.each([
  [{ HOST: "203.0.113.9" }, /^HOST: 203\.0\.113\.9 is not an address of this machine/m],
  [{ HOST: "name.invalid" }, /^HOST: name\.invalid is not an address of this machine/m],
])("an address that cannot be listened on is reported in one line: %o", async (settings, line) => {
  await useFilledFolder();
  const run = await start(undefined, settings);
  expect(await ended(run)).toBe(1);
  expect(run.output()).toMatch(line);
  expect(run.output()).not.toContain("    at ");
});

test("a metrics port in use is reported by its own name", async () => {
  await useFilledFolder();
  const port = String(await freePort());
  const run = await start(undefined, { PORT: port, METRICS_PORT: port });
  expect(await ended(run)).toBe(1);
  expect(run.output()).toMatch(new RegExp(`^METRICS_PORT: ${port} on 127\\.0\\.0\\.1 is already in use`, "m"));
});

test("TLS settings and options of the environment, which are for another database, do not apply to the embedded one", async () => {
  await useFilledFolder();
  const run = await start(undefined, {
    PGSSLMODE: "require",
    PGSSLNEGOTIATION: "direct",
    PGOPTIONS: "-c search_path=no",
  });
  await run.ready();
  expect((await fetch(`${run.url}/api/articles`)).status).toBe(200);
});

test("a key file that a crash left incomplete is named, with what to do", async () => {
  await useFilledFolder();
  writeFileSync(join(dataDir, "encryption.key"), "AAAA");
  const run = await start();
  expect(await ended(run)).toBe(1);
  expect(run.output()).toMatch(/^DATA_DIR: .*encryption\.key holds no key of 32 bytes\. Restore it/m);
});

test("a port in use is reported in one line, and the database is stopped", async () => {
  await useFilledFolder();
  const first = await start();
  await first.ready();
  const other = mkdtempSync(join(tmpdir(), "dovetail-start-"));
  const second = await start(undefined, { PORT: new URL(first.url).port, DATA_DIR: other });
  expect(await ended(second)).toBe(1);
  expect(second.output()).toContain("is already in use");
  expect(existsSync(join(other, "postgres", "postmaster.pid"))).toBe(false);
  rmSync(other, { recursive: true, force: true });
});
