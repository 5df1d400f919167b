import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../embedded/postgres.ts";
import type { Db } from "../server/database/index.ts";
import { migrate } from "../server/database/migrate.ts";
import { insertDeliveries } from "../server/webhooks/index.ts";
import { insertAccount, insertEndpoint, messageAbout, openSender } from "../tests/webhooks/sender.ts";
import { openConnection } from "./dataset.ts";
import type { Options } from "./options.ts";
import { decimals, type Section, times } from "./section.ts";
import { median, quantile } from "./statistics.ts";

const hangs = "/hang";

/** Receivers on this machine: all answer at once but one, which never does. */
async function openReceivers() {
  let onReceived = () => {};
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      if (request.url === hangs) return;
      response.writeHead(204).end();
      onReceived();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Resolves with the times from now to so many arrivals, ms. */
    arrivals: (count: number) =>
      new Promise<readonly number[]>((resolve) => {
        const startedAt = performance.now();
        const found: number[] = [];
        onReceived = () => {
          found.push(performance.now() - startedAt);
          if (found.length === count) resolve(found);
        };
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An account with endpoints, of which so many hang. */
async function openAccount(db: Db, name: string, url: string, endpoints: number, hanging: number) {
  const id = await insertAccount(db, name);
  for (let made = 0; made < endpoints; made++)
    await insertEndpoint(db, id, made < hanging ? `${url}${hangs}` : `${url}/${made}`);
  return { name, id, answering: endpoints - hanging, p50Ms: [] as number[], p99Ms: [] as number[] };
}

type Account = Awaited<ReturnType<typeof openAccount>>;
type Receivers = Awaited<ReturnType<typeof openReceivers>>;
type Tell = (line: string) => void;

/** Sends events to the endpoints of an account. @returns the times until those that answer had them, ms. */
async function send(db: Db, receivers: Receivers, wake: () => void, { id, answering }: Account, events: number) {
  const arrived: number[] = [];
  for (let event = 0; event < events; event++) {
    const arrivals = receivers.arrivals(answering);
    await insertDeliveries(db, [messageAbout(id)]);
    wake();
    arrived.push(...(await arrivals));
  }
  return arrived;
}

/** Lets the accounts take turns. */
async function measure(db: Db, receivers: Receivers, { rounds, quick }: Options, tell: Tell) {
  const endpoints = quick ? 50 : 1000;
  const accounts = [
    await openAccount(db, "without", receivers.url, endpoints, 0),
    await openAccount(db, "with", receivers.url, endpoints, 1),
  ];
  // The endpoint that hangs does so to the end.
  const sender = openSender(db, { deadlineMs: 3_600_000 });
  const stop = new AbortController();
  const sent = sender.loop(stop.signal, { drainMs: 0 });
  try {
    for (let round = 0; round <= rounds; round++)
      for (const account of round % 2 === 0 ? accounts : accounts.toReversed()) {
        const arrived = await send(db, receivers, sender.wake, account, quick ? 2 : 5);
        tell(`round ${round}, ${account.name} one that hangs: p99 ${decimals(quantile(arrived, 0.99), 0)} ms`);
        // The first round warms up.
        if (round === 0) continue;
        account.p50Ms.push(quantile(arrived, 0.5));
        account.p99Ms.push(quantile(arrived, 0.99));
      }
  } finally {
    stop.abort();
    await sent;
  }
  return { endpoints, accounts };
}

/** The time from an event to its arrival at endpoints that answer, with and without one that hangs among them. */
export async function measureWebhooks(options: Options, tell: Tell): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-webhooks-"));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: options.durable });
  const { db, close } = openConnection(server.url, 10);
  const receivers = await openReceivers();
  try {
    await migrate(db);
    const { endpoints, accounts } = await measure(db, receivers, options, tell);
    const without = accounts[0]?.p99Ms ?? [];
    const ratioOf = ({ p99Ms }: Account) => median(p99Ms.map((ms, round) => ms / (without[round] ?? Number.NaN)));
    return {
      name: "webhooks",
      title: "Webhooks",
      paragraphs: [
        `An event that goes to ${endpoints} endpoints on the same machine through one process, and the time until each of them has it. ` +
          "The accounts with and without an endpoint that never answers take turns; figures are medians of the rounds.",
      ],
      tables: [
        {
          caption: "From an event to the endpoints that answer",
          columns: ["endpoints", "p50 ms", "p99 ms", "p99 beside none that hangs"],
          rows: accounts.map((account) => [
            account.name === "with" ? "one of them hangs" : "all answer",
            decimals(median(account.p50Ms), 0),
            decimals(median(account.p99Ms), 0),
            times(ratioOf(account)),
          ]),
        },
      ],
    };
  } finally {
    receivers.close();
    await close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
