import { spawnSync } from "node:child_process";
import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, type RunningServer, startRuntime } from "../support/runtimes.ts";
import { article, createService } from "./service.ts";

const serving = { node: "server/entry/node.ts", deno: "server/entry/deno.ts" } as const;

/** Process ids of the serving processes, as the system lists them. */
function servingPids({ process: { pid = 0 } }: RunningServer, program: string): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === pid && args.join(" ").includes(program))
    .map(([id]) => Number(id));
}

const untilAll = (server: RunningServer, program: string, count: number, without: readonly number[] = []) =>
  expect
    .poll(() => servingPids(server, program).filter((pid) => !without.includes(pid)), { timeout: 60_000 })
    .toHaveLength(count);

/** A GET over a connection of its own, or over one of the agent's. @returns the status and body. */
const get = (url: string, agent?: Agent) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const outgoing = request(url, { agent: agent ?? new Agent() }, (incoming) => {
      let body = "";
      incoming.setEncoding("utf8").on("data", (piece) => {
        body += piece;
      });
      incoming.once("end", () => resolve({ status: incoming.statusCode ?? 0, body })).once("error", reject);
    });
    outgoing.once("error", reject).end();
  });

/** Reads without pause over kept connections until `work` ended. @returns how many were answered, and each failure. */
async function readWhile(url: string, work: () => Promise<unknown>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const failures: unknown[] = [];
  let isOver = false;
  let answered = 0;
  const read = async () => {
    while (!isOver) {
      const result = await get(`${url}/api/articles?limit=2`, agent).catch((error: unknown) => error);
      if (typeof result === "object" && result !== null && "status" in result && result.status === 200) answered += 1;
      else failures.push(result);
    }
  };
  const readers = Array.from({ length: 8 }, read);
  await work().finally(() => {
    isOver = true;
  });
  await Promise.all(readers);
  agent.destroy();
  return { answered, failures };
}

describe.skipIf(process.platform !== "linux").each(["node", "deno"] as const)(
  "two processes of one server, on %s",
  (runtime) => {
    let server: RunningServer;
    let metricsPort: number;
    const program = serving[runtime];
    const { rest, signUp } = createService(() => server);
    beforeAll(async () => {
      metricsPort = await freePort();
      const settings = { MEMORY_CACHE: "on", LIMITS: "on", MAIL_URL: "mailbox:", METRICS_PORT: String(metricsPort) };
      server = await startRuntime(runtime, { WORKERS: "2", ...settings });
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
      expect(server.output()).toContain("Stopping (SIGTERM)");
      expect(servingPids(server, program)).toEqual([]);
    });

    test("both serve the port, and one line says where", async () => {
      expect(servingPids(server, program)).toHaveLength(2);
      await expect.poll(() => server.output().match(/is ready/g)).toHaveLength(1);
      expect((await get(`${server.url}/readyz`)).status).toBe(200);
    });

    test("a write is seen at once by every process, from their shared cache", async () => {
      const { token } = await signUp();
      const published = await rest("POST", "/articles", { token, body: { article: article("Shared by all") } });
      const { slug } = published.body.article;
      const path = `/api/articles/${slug}`;
      for (let turn = 1; turn <= 5; turn++) {
        const body = `Change ${turn}`;
        await rest("PUT", `/articles/${slug}`, { token, body: { article: { body } } });
        const answers = await Promise.all(Array.from({ length: 12 }, () => get(`${server.url}${path}`)));
        expect(answers.map((answer) => JSON.parse(answer.body).article.body)).toEqual(answers.map(() => body));
      }
      await expect
        .poll(async () => {
          await get(`${server.url}${path}`);
          return server.output();
        })
        .toContain('"cache":["hit"]');
    });

    test("a limit is counted across all processes", async () => {
      const user = { email: "nobody@example.com", password: "a wrong password" };
      const statuses: number[] = [];
      for (let turn = 0; turn < 12; turn++)
        statuses.push(
          (await rest("POST", "/users/login", { headers: { connection: "close" }, body: { user } })).status,
        );
      expect(statuses.slice(0, 5)).not.toContain(429);
      expect(statuses.at(-1)).toBe(429);
    });

    test("mail is sent by one of them, and every process shows it", async () => {
      const { email } = await signUp();
      await expect.poll(async () => (await get(`${server.url}/dev/mail`)).body.includes(email)).toBe(true);
      const pages = await Promise.all(Array.from({ length: 10 }, () => get(`${server.url}/dev/mail`)));
      expect(pages.filter(({ body }) => !body.includes(email))).toEqual([]);
    });

    test("SIGHUP replaces them one by one, and no request fails", async () => {
      const before = servingPids(server, program);
      const { answered, failures } = await readWhile(server.url, async () => {
        server.process.kill("SIGHUP");
        await untilAll(server, program, 2, before);
        await expect.poll(() => server.output().match(/"process\.replaced"/g), { timeout: 60_000 }).toHaveLength(2);
      });
      expect(failures).toEqual([]);
      expect(answered).toBeGreaterThan(100);
      for (const port of [metricsPort, metricsPort + 1])
        expect((await get(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
    });

    test("a killed process is restarted, and the other one keeps working", async () => {
      const before = servingPids(server, program);
      const [first = 0] = before;
      process.kill(first, "SIGKILL");
      await expect.poll(() => servingPids(server, program)).not.toContain(first);
      // Requests over a connection of the killed process failed; a caller retries them.
      let email = "";
      await expect
        .poll(async () => {
          ({ email } = await signUp().catch(() => ({ email: "" })));
          return email;
        })
        .not.toBe("");
      await expect.poll(async () => (await get(`${server.url}/dev/mail`)).body.includes(email)).toBe(true);
      await untilAll(server, program, 1, before);
      expect(server.output()).toContain('"event":"process.ended","process":');
    });
  },
);

test("WORKERS: anything but auto or a number from 1 to 64 is refused", async () => {
  await expect(startRuntime("node", { WORKERS: "many" })).rejects.toThrow(
    "WORKERS: must be auto or a whole number from 1 to 64",
  );
  await expect(startRuntime("node", { WORKERS: "2", METRICS_TOKEN: "x".repeat(16) })).rejects.toThrow(
    "METRICS_TOKEN: needs METRICS_PORT where WORKERS is set",
  );
});
