import { sql } from "kysely";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { createWorker } from "../../server/entry/worker-host.ts";
import { append } from "../../server/events/index.ts";
import { implement } from "../../server/procedures/index.ts";
import { defineApi, mutation } from "../../shared/contract/index.ts";

// A worker that commits a row and its event together, after a random delay.

const contracts = {
  write: mutation({
    summary: "Write",
    access: "public",
    input: z.object({ accountId: z.int() }),
    output: z.object({ id: z.uuid() }),
    rest: { route: "POST /writes" },
  }),
};

const handlers = {
  log: implement(contracts, {
    write: ({ input: { accountId }, write }) =>
      write(async (tx) => {
        const id = await append(tx, "account.registered", { accountId, username: `u${accountId}` });
        await sql`insert into written (event_id) select ${id}::uuid from pg_sleep(${Math.random() / 5})`.execute(tx);
        return { id };
      }),
  }),
};

const { handlers: worker, StreamHub } = createWorker(({ config, log, isAccepting }) =>
  compose({
    api: defineApi({ log: contracts }),
    handlers,
    authenticate: async () => null,
    readiness: { isAccepting, dependencies: {} },
    config,
    log,
  }),
);

export { StreamHub };
export default worker;
