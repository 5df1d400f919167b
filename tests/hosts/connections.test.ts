import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startRuntime } from "../support/runtimes.ts";
import { answersIn, exchange, open, residentMib } from "./wire.ts";

const settings = {
  HEADERS_TIMEOUT_MS: "1500",
  BODY_TIMEOUT_MS: "1500",
  KEEP_ALIVE_TIMEOUT_MS: "1500",
  SEND_TIMEOUT_MS: "2000",
};
/** The check interval is a second; the rest is slack for a busy machine. */
const maxMs = 20_000;

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

const getOnce = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`;

/** The serving process: on Deno it is a child of the started one. */
function servingPid({ process: { pid } }: RunningServer): number | undefined {
  if (process.platform !== "linux") return undefined;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return Number(children.trim().split(" ")[0]) || pid;
}

// Concurrent, because most of them wait for a timeout.
describe.concurrent.each(["node", "deno"] as const)("on %s", (runtime) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startRuntime(runtime, settings);
  }, 90_000);
  afterAll(async () => {
    await server.stop();
  });

  /** Sends a request over a new connection. */
  const statusOf = async (path: string) => answersIn((await exchange(server.url, getOnce(path))).text)[0]?.status;

  /** Log lines of requests refused with this status. */
  const logged = (status: number) =>
    server
      .output()
      .split("\n")
      .filter((line) => line.includes('"event":"http.request"') && line.includes(`"status":${status}`));

  test.each(["/healthz", "/readyz", "/api/tags"])("HTTP/1.0 without a Host is answered: %s", async (path) => {
    const [answer] = answersIn((await exchange(server.url, `GET ${path} HTTP/1.0\r\n\r\n`)).text);
    expect(answer?.status).toBe(200);
  });

  test.for<[title: string, bytes: string, status: number]>([
    ["bytes that are no HTTP", "\x16\x03\x01 nothing\r\n\r\n", 400],
    ["HTTP/1.1 without a Host", "GET /healthz HTTP/1.1\r\n\r\n", 400],
    ["two Hosts", "GET /healthz HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", 400],
    ["a Host that is none", "GET /healthz HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n", 400],
    ["headers beyond 16 KiB", `GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(40_000)}\r\n\r\n`, 431],
    ["CONNECT", "CONNECT a:80 HTTP/1.1\r\nhost: a\r\n\r\n", 405],
    ["a head that breaks off", "GET /healthz HTTP/1.1\r\nhost: a\r\n", 408],
    [
      "a body that breaks off",
      'POST /api/users HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"u',
      408,
    ],
  ])("%s: problem details, the headers of all answers, a line in the log", async ([, bytes, status], { expect }) => {
    const before = logged(status).length;
    const { text, ms } = await exchange(server.url, bytes);
    const [answer] = answersIn(text);
    expect(answer).toMatchObject({
      status,
      headers: {
        "content-type": "application/problem+json; charset=utf-8",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        connection: "close",
        "x-request-id": expect.any(String),
      },
    });
    expect(JSON.parse(answer?.body ?? "")).toMatchObject({
      status,
      code: expect.any(String),
      title: expect.any(String),
    });
    expect(ms).toBeLessThan(maxMs);
    await expect.poll(() => logged(status).length).toBeGreaterThan(before);
  });

  test("an upgrade that is not offered and an expectation that is not known are left aside", async () => {
    const upgrade = "connection: close, upgrade\r\nupgrade: websocket";
    for (const header of [upgrade, "connection: close\r\nexpect: the-unexpected"]) {
      const { text } = await exchange(server.url, `GET /healthz HTTP/1.1\r\nhost: a\r\n${header}\r\n\r\n`);
      expect(answersIn(text)[0]?.status).toBe(200);
    }
  });

  test("a hundred connections that send a byte now and then, or nothing, are ended, and others are served meanwhile", async () => {
    const slow = Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        index % 2 === 0 ? exchange(server.url, "") : exchange(server.url, "GET /healthz HTTP/1.1\r\nx: ", "a"),
      ),
    );
    expect(await statusOf("/api/tags")).toBe(200);
    for (const { ms } of await slow) expect(ms).toBeLessThan(maxMs);
  });

  test("a connection is kept alive between requests as long as the setting says, and announces it", async () => {
    const { text, ms } = await exchange(server.url, get("/healthz"));
    expect(answersIn(text)[0]?.headers["keep-alive"]).toBe("timeout=1");
    expect(ms).toBeGreaterThan(1000);
  });

  test("three hundred requests sent ahead are answered in their order", async () => {
    const count = 300;
    const ids = Array.from({ length: count }, (_, index) => `in-order-${index}`);
    const asked = ids.map((id) => `GET /api/articles?limit=5 HTTP/1.1\r\nhost: a\r\nx-request-id: ${id}\r\n\r\n`);
    const last = "GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    const ask = async () => answersIn((await exchange(server.url, asked.join("") + last)).text);
    let answers = await ask();
    // A busy Deno now and then refuses a request; its caller asks again.
    for (let again = 0; again < 3 && answers.length < count; again++) answers = await ask();
    expect(answers.map(({ headers }) => headers["x-request-id"]).slice(0, count)).toEqual(ids);
    expect(answers.at(-1)?.body).toContain("ok");
  });

  test("callers who ask for much again and again and read nothing are ended; memory stays bounded, others are served", async ({
    expect,
  }) => {
    const before = residentMib(servingPid(server)) ?? 0;
    const asked = get("/openapi.json").repeat(400);
    const sockets: Socket[] = [];
    for (let index = 0; index < 12; index++) {
      const socket = await open(server.url);
      socket.pause();
      sockets.push(socket);
      for (let round = 0; round < 4; round++) socket.write(asked);
    }
    let most = 0;
    for (let look = 0; look < 15; look++) {
      most = Math.max(most, residentMib(servingPid(server)) ?? 0);
      // A busy Deno now and then refuses a request; its caller asks again.
      await expect.poll(() => statusOf("/healthz")).toBe(200);
      await sleep(100);
    }
    // Without a bound, 19,200 responses of 230 KB would be produced.
    expect(most - before).toBeLessThan(400);
    await expect.poll(() => server.output().split("http.response_unread").length - 1, { timeout: 3 * maxMs }).toBe(12);
    for (const socket of sockets) socket.destroy();
  });
});
