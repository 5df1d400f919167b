import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { freePort, startServer } from "../support/runtimes.ts";
import { contracts, count, seed } from "./odd-service.ts";

// What any-answer.test.ts holds on Node, in processes of Deno and workerd.

interface Program {
  readonly url: string;
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

async function startDeno(): Promise<Program> {
  const port = await freePort();
  const child = spawn("deno", ["run", "--allow-all", "tests/contract/odd-program.ts", String(port)]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output += String(part)));
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/api/sound`).then(
      ({ status }) => status,
      () => output,
    );
  await vi.waitFor(async () => expect(await isReady()).toBe(200), { timeout: 60_000, interval: 100 });
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return { url, process: child, output: () => output, stop };
}

async function startWorker(): Promise<Program> {
  const database = await createTestDatabase();
  const environment = { LOG_LEVEL: "info" };
  const parameters = ["tests/contract/odd-worker.ts"];
  const server = await startServer("worker", database.url, { environment, parameters });
  const stop = async () => {
    const ended = once(server.process, "exit");
    server.process.kill("SIGTERM");
    await ended;
    await database.drop();
  };
  return { ...server, stop };
}

const callers = 8;
let serial = 0;

/** Sends one call. @returns its status, once its one answer is JSON. */
async function ask(program: Program, path: string, init: RequestInit = {}) {
  const requestId = `odd-call-${++serial}`;
  const headers = { "content-type": "application/json", ...init.headers, "x-request-id": requestId };
  const response = await fetch(program.url + path, { ...init, headers, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  expect(() => JSON.parse(text), `${path}: ${text.slice(0, 200)}`).not.toThrow();
  expect([200, 207, 500], path).toContain(response.status);
  return { requestId, path, status: response.status, text };
}

type Asked = Awaited<ReturnType<typeof ask>>;

/** One contract over REST, tRPC and a batch with a call that is sound. */
async function askAll(program: Program, at: number, isQuery: boolean): Promise<readonly Asked[]> {
  const post = isQuery ? {} : { method: "POST", body: "{}" };
  const single = [
    await ask(program, `/api/odd/${at}`, { method: isQuery ? "GET" : "POST" }),
    await ask(program, `/trpc/odd.p${at}`, post),
  ];
  expect(new Set(single.map(({ status }) => status)).size, `contract ${at}`).toBe(1);
  const batch = await ask(program, `/trpc/${isQuery ? "sound.read" : "sound.write"},odd.p${at}?batch=1`, post);
  expect(batch.text).toContain("sound");
  return [...single, batch];
}

const linesOf = (output: string, event: string) => {
  const counts = new Map<string, number>();
  for (const line of output.split("\n")) {
    if (!line.includes(`"event":"${event}"`)) continue;
    const id = /"requestId":"(odd-call-\d+)"/.exec(line)?.[1];
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};

describe.each([
  ["Deno", startDeno],
  ["workerd", startWorker],
] as const)("on %s", (_name, start) => {
  let program: Program;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(() => program?.stop());

  test(`each of ${count} contracts and handlers is answered once and logged once (seed ${seed})`, {
    timeout: 300_000,
  }, async () => {
    const asked: Asked[] = [];
    for (let at = 0; at < count; at += callers) {
      const some = contracts.slice(at, at + callers);
      const answers = await Promise.all(some.map(({ isQuery }, place) => askAll(program, at + place, isQuery)));
      asked.push(...answers.flat());
    }
    const failed = asked.filter(({ status }) => status !== 200);
    expect(failed.length).toBeGreaterThan(count);
    expect(asked.length - failed.length).toBeGreaterThan(count / 4);
    // The log is read through a pipe.
    const requests = () => linesOf(program.output(), "http.request");
    await expect.poll(() => asked.filter(({ requestId }) => requests().get(requestId) !== 1)).toEqual([]);
    const failures = linesOf(program.output(), "request.failed");
    expect(
      asked.filter(({ requestId, status }) => failures.get(requestId) !== (status === 200 ? undefined : 1)),
    ).toEqual([]);
    expect((await ask(program, "/api/sound")).text).toBe('"sound"');
    expect(program.process.exitCode).toBeNull();
  });
});
