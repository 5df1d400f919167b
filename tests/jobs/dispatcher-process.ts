// A dispatcher in a separate process that tests kill. Arguments: the database's URL.
import { sql } from "kysely";
import { connect } from "../../server/database/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createTestDispatcher, loopListening } from "../support/jobs.ts";

const [url = ""] = process.argv.slice(2);
const { db, close } = connect(url, {
  maxConnections: 5,
  maxWaiting: 100,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const log = createLog("warn", (line) => process.stderr.write(`${line}\n`));
const dispatcher = createTestDispatcher({
  db,
  log,
  handlers: {
    "mail.notice": async ({ id, attempt, input }) => {
      await sql`
        insert into received (event_id, attempt, article_id)
        select ${id}, ${attempt}, ${input.accountId} from pg_sleep(0.005)`.execute(db);
    },
  },
  timeoutMs: 300,
  leaseMarginMs: 200,
});

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
await loopListening(dispatcher, stopping.signal, { db, url, log, pollMs: 100 });
await close();
