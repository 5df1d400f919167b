// A dispatcher in a separate process that tests kill. Arguments: the database's URL.
import { sql } from "kysely";
import { connect } from "../../server/database/index.ts";
import { createDispatcher } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";

const [url = ""] = process.argv.slice(2);
const { db, close } = connect(url, {
  maxConnections: 5,
  maxWaiting: 100,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const { loop } = createDispatcher({
  db,
  log: createLog("warn", (line) => process.stderr.write(`${line}\n`)),
  consumers: {
    "notice.due": async ({ id, attempt, payload }) => {
      await sql`
        insert into received (event_id, attempt, article_id)
        select ${id}, ${attempt}, ${payload.accountId} from pg_sleep(0.005)`.execute(db);
    },
  },
  deadlineMs: 300,
  leaseMarginMs: 200,
});

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
await loop(stopping.signal, { listenUrl: url, pollMs: 100 });
await close();
