import type { Context, MiddlewareHandler } from "hono";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { isFromOtherSite } from "../../http/origin.ts";
import { isLoopback } from "../../network/loopback.ts";
import { standardError } from "../../procedures/index.ts";
import { problemResponse } from "../rest/problem.ts";
import { withoutSharing } from "./page.ts";

const loopbackPeers = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** Headers that reverse proxies, tunnels and CDNs add. */
const proxyHeader =
  /^(?:forwarded|via|cdn-loop|x-forwarded.*|x-original-.*|x-real-ip|(?:true|x|x-cluster|fastly)-client-ip|x-envoy-.*|x-arr-.*|x-vercel-.*|x-azure-.*|x-appengine-.*|fly-.*|cf-.*)$/;

/** On Workers, the platform sends the peer address in a header of its own, also under `wrangler dev`. */
const isOfPlatform = (name: string, value: string, peer: string | null) =>
  name === "cf-connecting-ip" && value === peer && loopbackPeers.has(value);

/**
 * Whether a request came directly and by a localhost name. A proxy missing from the settings is detected by the headers
 * it adds; DNS rebinding is detected by `Host`.
 */
export function isByOwnName(c: Context<HonoEnv>): boolean {
  const headers = [...c.req.raw.headers];
  const isForwarded = headers.some(
    ([name, value]) => proxyHeader.test(name) && !isOfPlatform(name, value, c.env.address),
  );
  return !isForwarded && isLoopback(new URL(c.req.url));
}

/**
 * Restricts routes to the developer of this machine. Other machines, other host names, proxies and pages of other sites
 * get 404, and no CORS headers are sent.
 */
export const onlyOnThisMachine: MiddlewareHandler<HonoEnv> = async (c, next) => {
  const exchange = c.get("exchange");
  withoutSharing(exchange);
  exchange.common = {
    ...exchange.common,
    "cross-origin-resource-policy": "same-origin",
    // Under `no-referrer` browsers send `Origin: null` with the forms of these very pages.
    "referrer-policy": "same-origin",
  };
  // A browser sends Origin with each form: without one, no page of this server made the request.
  const isForm = c.req.method === "POST" && c.req.header("origin") !== undefined;
  const isExpected = isForm || ["GET", "HEAD"].includes(c.req.method);
  const isHere = isExpected && loopbackPeers.has(c.env.address ?? "") && isByOwnName(c) && !isFromOtherSite(c.req.raw);
  if (isHere) return next();
  return respond(c, problemResponse(exchange, standardError("no_such_procedure")));
};
