import { readFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createAddressPolicy, createAllowedTargets, readAddressRange } from "../../server/webhooks/index.ts";
import { createNodeTransport } from "../../server/webhooks/node-transport.ts";
import { freePort } from "../support/brokers.ts";
import { type Authority, type Certificate, createAuthority } from "../support/certificates.ts";
import { databaseForTest } from "../support/database.ts";
import { attemptsOf, enqueueMessages, insertAccount, insertEndpoint, openSender } from "./sender.ts";
import { openSink } from "./sink.ts";

const range = readAddressRange("127.0.0.0/8");
if (range === null) throw new Error("no range");
const policy = createAddressPolicy([range]);

/** Sends one message to a URL whose host has these addresses. @returns the attempt. */
async function attemptAt(url: string, addresses: readonly string[], connectTimeoutMs = 3000) {
  const { db } = await databaseForTest();
  const accountId = await insertAccount(db);
  const { id } = await insertEndpoint(db, accountId, url);
  await enqueueMessages(db, accountId);
  const targets = createAllowedTargets(policy, async () => addresses);
  const sender = openSender(db, { send: createNodeTransport(targets, { connectTimeoutMs }) });
  await sender.runOnce({ max: 1 });
  const [attempt] = await attemptsOf(db, id);
  return attempt;
}

/** Occupies a port so that connections to it hang, as behind a firewall that drops packets. */
async function openBlackHole(host: string, port: number): Promise<void> {
  const program = `
    const { parentPort, workerData: { host, port } } = require("node:worker_threads");
    const { createServer, connect } = require("node:net");
    createServer().listen({ host, port, backlog: 1 }, () => {
      for (let held = 0; held < 3; held++) connect({ host, port }).on("error", () => {});
      setImmediate(() => { parentPort.postMessage(0); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); });
    });`;
  const worker = new Worker(program, { eval: true, workerData: { host, port } });
  onTestFinished(async () => void (await worker.terminate()));
  await new Promise((resolve) => worker.once("message", resolve));
}

describe("a host with several addresses", () => {
  test("the next address is tried if one refuses the connection or never answers", async () => {
    const sink = await openSink();
    const port = Number(new URL(sink.url).port);
    const url = `http://hooks.example:${port}/`;
    expect(await attemptAt(url, ["127.0.0.3", "127.0.0.1"])).toMatchObject({ status: 204 });
    await openBlackHole("127.0.0.2", port);
    expect(await attemptAt(url, ["127.0.0.2", "127.0.0.1"], 100)).toMatchObject({ status: 204 });
    expect(sink.received).toHaveLength(2);
  });

  test("no address is tried if one of them is private", async () => {
    const sink = await openSink();
    const url = `http://hooks.example:${new URL(sink.url).port}/`;
    expect(await attemptAt(url, ["127.0.0.1", "10.0.0.1"])).toMatchObject({ error: "address_refused" });
    expect(sink.received).toEqual([]);
  });
});

describe("an attempt names the reason of a failed connection", () => {
  const trusted = getCACertificates("default");
  let authority: Authority;
  beforeAll(() => {
    authority = createAuthority();
    setDefaultCACertificates([...trusted, readFileSync(authority.cert, "utf8")]);
  });
  afterAll(() => {
    setDefaultCACertificates(trusted);
    authority.remove();
  });

  async function listening({ cert, key }: Certificate): Promise<number> {
    const server = createTlsServer({ cert: readFileSync(cert), key: readFileSync(key) }, (_, response) =>
      response.writeHead(204).end(),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }

  const at = (port: number) => attemptAt(`https://hooks.example:${port}/`, ["127.0.0.1"]);

  test("a certificate that is expired, of another host or of an unknown authority, but none for a valid one", async () => {
    const unknown = createAuthority();
    onTestFinished(unknown.remove);
    const name = "hooks.example";
    expect(await at(await listening(authority.issue({ name })))).toMatchObject({ status: 204, error: null });
    const refused = [
      [authority.issue({ name, isExpired: true }), "certificate_expired"],
      [authority.issue({ name: "other.example" }), "certificate_of_another_host"],
      [unknown.issue({ name }), "certificate_untrusted"],
      [unknown, "certificate_untrusted"],
    ] as const;
    for (const [certificate, error] of refused)
      expect(await at(await listening(certificate)), error).toMatchObject({ status: null, error });
  });

  test("a port where nothing listens, or that does not speak TLS", async () => {
    expect(await at(await freePort())).toMatchObject({ error: "connection_refused" });
    expect(await at(Number(new URL((await openSink()).url).port))).toMatchObject({ error: "tls_failed" });
  });
});
