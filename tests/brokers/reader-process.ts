// The readers of brokers in a process that tests kill. Arguments: the database's URL and the broker's.
import { openBrokers } from "../../server/app/brokers.ts";
import { connect } from "../../server/database/index.ts";
import { createReaders } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";

const [url = "", broker = ""] = process.argv.slice(2);
const { db, close } = connect(url, {
  maxConnections: 5,
  maxWaiting: 100,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const log = createLog("warn", () => {});
const config = { brokerUrls: [new URL(broker)], brokerSources: [], publicUrl: new URL("https://news.example.com") };
const brokers = openBrokers({ config, log });
// A killed process leaves its lease behind: a short one, so that the next begins soon.
const bounds = { batch: 100, deadlineMs: 2000, leaseMs: 400, claimEveryMs: 50, pollMs: 50, retryPauseMs: 20 };
const readers = createReaders(
  brokers.readers.map((reader) => ({ ...reader, bounds: { ...reader.bounds, ...bounds } })),
  { db, log },
);
await readers.register();
process.stdout.write("ready\n");
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
await readers.loop(stopping.signal);
await brokers.close();
await close();
process.exit();
