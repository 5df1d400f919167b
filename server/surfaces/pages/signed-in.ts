import type { Context } from "hono";
import { type HttpPolicy, openCall } from "../../http/call.ts";
import type { HonoEnv } from "../../http/hono.ts";
import type { Viewer } from "../../procedures/index.ts";

/**
 * The person in this browser; a bearer is nobody's browser.
 * @throws {ApiError} 400 when the request presents two credentials.
 */
export async function personOf(c: Context<HonoEnv>, httpPolicy: HttpPolicy): Promise<Viewer | null> {
  const call = openCall(c.get("exchange"), httpPolicy);
  return call.credential?.keptIn === "cookie" ? call.viewer() : null;
}
