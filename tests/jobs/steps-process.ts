// A dispatcher in a separate process that kills itself at a chosen moment. Arguments: the database's URL, the moment.
import { sql } from "kysely";
import { connect } from "../../server/database/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createTestDispatcherOf } from "../support/jobs.ts";
import { order } from "./order-job.ts";

const [url = "", moment = "never"] = process.argv.slice(2);
const { db, close } = connect(url, {
  maxConnections: 5,
  maxWaiting: 100,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const dieAt = (now: string) => {
  if (now === moment) process.kill(process.pid, "SIGKILL");
};

const { runOnce } = createTestDispatcherOf(order, {
  db,
  log: createLog("warn", (line) => process.stderr.write(`${line}\n`)),
  handlers: {
    "order.fulfil": async ({ input: { orderId }, step, call }) => {
      dieAt("before");
      const reserved = await step("reserve", async (tx) => {
        await sql`insert into effect (name, order_id) values ('reserve', ${orderId})`.execute(tx);
        dieAt("in reserve");
        return { shelf: orderId * 2 };
      });
      dieAt("after reserve");
      const charge = await call("charge", async ({ idempotencyKey }) => {
        await sql`insert into charge (key) values (${idempotencyKey}) on conflict do nothing`.execute(db);
        dieAt("in charge");
        return "paid";
      });
      dieAt("after charge");
      await step("ship", async (tx) => {
        await sql`insert into effect (name, order_id) values (${`ship ${reserved.shelf} ${charge}`}, ${orderId})`.execute(
          tx,
        );
        dieAt("in ship");
        return null;
      });
      dieAt("after ship");
    },
  },
  leaseMarginMs: 100,
});
await runOnce({ max: 1 });
await close();
