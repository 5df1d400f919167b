// The readers of brokers in a process that tests kill. Arguments: the database's URL and those of the brokers.
import { openBrokers } from "../../server/app/brokers.ts";
import { longLivedAdapters } from "../../server/brokers/adapters.ts";
import { connect } from "../../server/database/index.ts";
import { createReaders } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";

const [url = "", ...addresses] = process.argv.slice(2);
const { db, close } = connect(url, {
  maxConnections: 5,
  maxWaiting: 100,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const log = createLog("warn", () => {});
const config = {
  brokerUrls: addresses.map((address) => new URL(address)),
  brokerSources: [],
  publicUrl: new URL("https://news.example.com"),
};
const brokers = openBrokers({ config, log, tracer: null, adapters: longLivedAdapters });
// Short pauses, so that what failed is tried again soon; deadlines and leases are those of the service.
const bounds = { batch: 100, claimEveryMs: 50, pollMs: 50, retryPauseMs: 20, maxRetryPauseMs: 200, maxPauseMs: 200 };
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
