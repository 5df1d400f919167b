import type { Context, MiddlewareHandler } from "hono";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { standardError } from "../../procedures/index.ts";
import { problemAnswer } from "../rest/problem.ts";
import { withoutSharing } from "./page.ts";

const loopbackPeers = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What proxies, tunnels and content delivery networks add to a request. */
const proxyHeader =
  /^(?:forwarded|via|cdn-loop|x-forwarded.*|x-original-.*|x-real-ip|(?:true|x|x-cluster|fastly)-client-ip|x-envoy-.*|x-arr-.*|x-vercel-.*|x-azure-.*|x-appengine-.*|fly-.*|cf-.*)$/;

/** On Workers the platform tells the peer by a header of its own, also under `wrangler dev`. */
const isOfPlatform = (name: string, value: string, peer: string | null) =>
  name === "cf-connecting-ip" && value === peer && loopbackPeers.has(value);

/**
 * Whether a request was made by this machine's own name and through nothing in between. A proxy that was forgotten in the
 * settings adds a header; a foreign name that leads here (DNS rebinding) is in `Host`.
 */
export function isByOwnName(c: Context<HonoEnv>): boolean {
  const headers = [...c.req.raw.headers];
  const isForwarded = headers.some(
    ([name, value]) => proxyHeader.test(name) && !isOfPlatform(name, value, c.env.address),
  );
  return !isForwarded && loopbackHosts.has(new URL(c.req.url).hostname);
}

/** Whether another site's page asks: people may follow a link from anywhere, scripts may not look in. */
function isFromOtherSite(c: Context<HonoEnv>): boolean {
  const [origin, site, mode] = ["origin", "sec-fetch-site", "sec-fetch-mode"].map((name) => c.req.header(name));
  if (origin !== undefined && origin !== new URL(c.req.url).origin) return true;
  return ["cross-site", "same-site"].includes(site ?? "") && mode !== "navigate";
}

/**
 * Keeps what is for the developer of this machine alone from everybody else: what lies under it is not there for other
 * machines, other names, proxies and other sites' pages, and is shared with none.
 */
export const onlyOnThisMachine: MiddlewareHandler<HonoEnv> = async (c, next) => {
  const exchange = c.get("exchange");
  withoutSharing(exchange);
  exchange.common = { ...exchange.common, "cross-origin-resource-policy": "same-origin" };
  const isRead = ["GET", "HEAD"].includes(c.req.method);
  const isHere = isRead && loopbackPeers.has(c.env.address ?? "") && isByOwnName(c) && !isFromOtherSite(c);
  if (isHere) return next();
  return respond(c, problemAnswer(exchange, standardError("no_such_procedure")));
};
