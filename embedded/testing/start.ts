// Starts PostgreSQL in the given folder, prints its state as one line of JSON, and runs until it is killed or gets SIGTERM.
import { startEmbeddedPostgres } from "../postgres.ts";

const [dataDir = "", durable = "durable"] = process.argv.slice(2);
// Like a server that still has requests to finish at Ctrl-C.
process.on("SIGINT", () => {});
const postgres = await startEmbeddedPostgres({ dataDir, durable: durable === "durable" });
process.once("SIGTERM", async () => {
  await postgres.stop();
  process.exit(0);
});
setInterval(() => {}, 60_000);
process.stdout.write(`${JSON.stringify({ url: postgres.url, pid: postgres.pid })}\n`);
