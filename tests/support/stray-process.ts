import { createServer } from "node:http";
import * as z from "zod";
import { logStrayErrors } from "../../server/entry/stray-errors.ts";
import { createListener } from "../../server/hosts/node-http.ts";
import { createLog } from "../../server/providers/log.ts";
import { query } from "../../shared/contract/index.ts";
import { serveContracts } from "./contracts.ts";

// A separate process whose handlers leave promises and timers that fail after the response.

const base = { summary: "s", access: "public", input: z.object({}), output: z.null() } as const;
const things = {
  promise: query({ ...base, rest: { route: "GET /promise" } }),
  timer: query({ ...base, rest: { route: "GET /timer" } }),
};

const { application, services } = serveContracts(
  { things },
  {
    things: {
      promise: () => {
        void Promise.reject(new Error("forgotten promise"));
        return null;
      },
      timer: () => {
        setImmediate(() => {
          throw new Error("forgotten timer");
        });
        return null;
      },
    },
  },
);
logStrayErrors(createLog("info", (line) => process.stdout.write(`${line}\n`)));
const others = () => process.exit(2);
const server = createServer(
  createListener({ fastPath: application.fastPath, services, isAccepting: () => true, others }),
);
server.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
