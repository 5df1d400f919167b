import { trpcServer } from "@hono/trpc-server";
import type { Context } from "hono";
import { tryDecode } from "hono/utils/url";
import type { Procedure } from "../../../shared/contract/index.ts";
import { cacheableResponse } from "../../http/cacheable-response.ts";
import { announceDeprecation } from "../../http/deprecation.ts";
import { etagOf } from "../../http/etag.ts";
import type { Exchange } from "../../http/exchange.ts";
import type { Admitted } from "../../http/guards.ts";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { beginProcedure, type HttpPolicy, openCall } from "../../http/open-call.ts";
import type { Execute, Implementation } from "../../procedures/index.ts";
import { maxBatchSize } from "./error-format.ts";
import { createRouter, type TrpcContext } from "./router.ts";

export const endpoint = "/trpc";

/** Route of a batch: its procedures are its parts. */
export const batchRoute = `${endpoint}/{procedures}`;

/** True when the client wants a streamed batch, as httpBatchStreamLink does. */
export function wantsStream({ request }: Exchange): boolean {
  const asked = request.header("trpc-accept");
  if (asked !== undefined) return asked === "application/jsonl";
  const accepted = request.header("accept")?.split(",") ?? [];
  return accepted.some((type) => type.trim() === "application/jsonl");
}

/** Guarantees the type that `trpcServer` asks of a context; an interface has no index signature. */
const asRecord = (context: TrpcContext): Record<string, unknown> => ({ ...context });

/** Procedure names of a request, one or a batch. */
const namesIn = (c: Context<HonoEnv>): string[] =>
  tryDecode(c.req.path.slice(endpoint.length + 1), decodeURIComponent).split(",");

/** The query of a GET that is not a batch. */
function singleOf(c: Context<HonoEnv>, implementations: ReadonlyMap<string, Implementation>): Procedure | undefined {
  const isBatch = c.req.method !== "GET" || c.req.query("batch") !== undefined;
  return isBatch ? undefined : implementations.get(c.req.path.slice(endpoint.length + 1))?.procedure;
}

/** Adds the cache headers that the fast path would set to tRPC's response. */
async function asSuccess(c: Context<HonoEnv>, procedure: Procedure, response: Response): Promise<Response> {
  const isWhole = response.status === 200 && response.headers.get("content-type") === "application/json";
  if (!isWhole) return response;
  const body = await response.text();
  const headers = Object.fromEntries(response.headers);
  const etag = () => etagOf(body);
  return respond(c, cacheableResponse(c.get("exchange"), procedure, { status: 200, body, headers, etag }));
}

/** Creates tRPC's own request handling, for everything that its clients can send. */
export function createOfficialHandler(
  implementations: ReadonlyMap<string, Implementation>,
  execute: Execute,
  httpPolicy: HttpPolicy,
) {
  const handler = trpcServer({
    endpoint,
    router: createRouter(implementations, execute),
    maxBatchSize,
    allowMethodOverride: true,
    createContext: (_options, c: Context<HonoEnv>) => {
      const exchange = c.get("admitted");
      if (exchange === undefined) throw new TypeError("tRPC was called before the guards");
      return asRecord({
        services: exchange.services,
        call: openCall(exchange, httpPolicy, { streams: wantsStream(exchange) }),
        onCall: (implementation) => beginProcedure(exchange, implementation),
        onError: (error) => {
          exchange.record.error ??= error.code;
        },
      });
    },
  });
  return async (c: Context<HonoEnv>, exchange: Admitted): Promise<Response> => {
    c.set("admitted", exchange);
    exchange.record.route = batchRoute;
    // A streamed batch sends its headers before it begins a procedure.
    for (const name of namesIn(c)) announceDeprecation(exchange, implementations.get(name)?.procedure ?? {});
    const response = await handler(c, async () => {});
    if (response === undefined) throw new TypeError("tRPC returned no response");
    // For an unknown method, tRPC writes JSON and labels it text, or leaves the type to the host.
    if ((response.headers.get("content-type") ?? "text/plain").startsWith("text/plain"))
      response.headers.set("content-type", "application/json");
    const procedure = singleOf(c, implementations);
    return procedure === undefined ? response : asSuccess(c, procedure, response);
  };
}
