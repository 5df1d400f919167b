import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { createWorker } from "../../server/entry/worker-host.ts";
import { implement } from "../../server/procedures/index.ts";
import { defineApi, query } from "../../shared/contract/index.ts";

// A worker with one slow procedure that allows stale-while-revalidate.

const contracts = {
  count: query({
    summary: "How often it was counted",
    access: "public",
    input: z.object({}),
    output: z.object({ times: z.int() }),
    cache: { ttlSeconds: 1, staleWhileRevalidateSeconds: 4, scope: "shared", tags: [] },
    rest: { route: "GET /count" },
  }),
};

const takesMs = 2000;
let times = 0;

const handlers = {
  slow: implement(contracts, {
    count: async () => {
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      times += 1;
      return { times };
    },
  }),
};

const { handlers: worker, StreamHub } = createWorker(({ config, log, isAccepting }) =>
  compose({
    api: defineApi({ slow: contracts }),
    handlers,
    authenticate: async () => null,
    readiness: { isAccepting, dependencies: {} },
    config,
    log,
  }),
);

export { StreamHub };
export default worker;
