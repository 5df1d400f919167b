import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../server/app/config.ts";
import { openProcessCaching } from "../../server/entry/process-cache.ts";
import { createLog } from "../../server/providers/log.ts";
import { type Authority, createAuthority } from "../support/certificates.ts";
import { databaseForTest } from "../support/database.ts";
import { canStartRedis, type OwnRedis, startRedis } from "../support/redis.ts";
import { freePort, startServer } from "../support/runtimes.ts";

/** Starts a service whose REDIS_URL it is. @returns why it was refused, or what its log says. */
async function startOver(url: string): Promise<string> {
  const { db } = await databaseForTest();
  const lines: string[] = [];
  const log = createLog("info", (line) => lines.push(line));
  try {
    const caching = await openProcessCaching(readConfig({ REDIS_URL: url }), { db, log, parent: undefined });
    for (let turn = 0; turn < 5; turn++) await caching?.cache.check().catch(() => {});
    await caching?.close();
  } catch (error) {
    return String(error);
  }
  return lines.join("\n");
}

describe.skipIf(!canStartRedis)("a Redis that speaks TLS", () => {
  let authority: Authority;
  let redis: OwnRedis;
  let tlsPort: number;
  beforeAll(async () => {
    authority = createAuthority();
    const { cert, key } = authority.issue();
    tlsPort = await freePort();
    const files = ["--tls-cert-file", cert, "--tls-key-file", key, "--tls-ca-cert-file", authority.cert];
    redis = await startRedis(["--tls-port", String(tlsPort), "--tls-auth-clients", "no", ...files]);
  });
  afterAll(async () => {
    await redis.stop();
    authority.remove();
  });

  test("serves the cache over rediss:// where Node knows its authority", async () => {
    const database = await databaseForTest();
    const environment = {
      REDIS_URL: `rediss://localhost:${tlsPort}`,
      NODE_EXTRA_CA_CERTS: authority.cert,
      LOG_LEVEL: "info",
    };
    const server = await startServer("node", database.url, { environment });
    const read = async () => {
      expect((await fetch(`${server.url}/api/tags`)).status).toBe(200);
      return server.output();
    };
    await expect.poll(read, { timeout: 10_000 }).toContain('"cache":["hit"]');
    expect(server.output()).not.toContain("redis.unavailable");
    server.process.kill("SIGTERM");
    expect(await once(server.process, "exit")).toEqual([0, null]);
  });

  test("is refused at the start over redis://, in one sentence with a code", async () => {
    expect(await startOver(`redis://:secret@localhost:${tlsPort}`)).toBe(
      "ConfigError: REDIS_URL: the server expects TLS; begin the address with rediss:// (TLS_EXPECTED)",
    );
  });

  test("whose authority is unknown is named by its code in the log, once, without a secret", async () => {
    const printed = await startOver(`rediss://:secret@localhost:${tlsPort}`);
    expect(printed.match(/"event":"redis\.unavailable".*"code":"SELF_SIGNED_CERT_IN_CHAIN"/g)).toHaveLength(1);
    expect(printed).not.toContain("secret");
  });

  test("rediss:// to a server without TLS is refused at the start, in one sentence with a code", async () => {
    const { port } = new URL(redis.url);
    expect(await startOver(`rediss://:secret@localhost:${port}`)).toBe(
      "ConfigError: REDIS_URL: the server does not speak TLS; begin the address with redis:// (TLS_MISSING)",
    );
  });

  test("the process ends with only that sentence", async () => {
    const { url } = await databaseForTest();
    const env = { ...process.env, DATABASE_URL: url, REDIS_URL: `redis://:secret@localhost:${tlsPort}`, PORT: "0" };
    const child = spawn(process.execPath, ["server/entry/node.ts"], { env, stdio: ["ignore", "ignore", "pipe"] });
    let printed = "";
    child.stderr.on("data", (part) => (printed += String(part)));
    const [status] = await once(child, "close");
    expect([status, printed.trim()]).toEqual([1, expect.stringMatching(/^REDIS_URL: the server expects TLS[^\n]*$/)]);
  });

  test("a Redis that is away keeps nothing from starting", async () => {
    expect(await startOver(`redis://localhost:${await freePort()}`)).toContain('"code":"ECONNREFUSED"');
  });
});
