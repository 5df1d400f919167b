import type { Context } from "hono";
import type { Viewer } from "../../procedures/index.ts";
import { type Door, openCall } from "../call.ts";
import type { HonoEnv } from "../hono.ts";

/**
 * The person in this browser; a bearer is nobody's browser.
 * @throws {Fault} 400 when the request presents two credentials.
 */
export async function personOf(c: Context<HonoEnv>, door: Door): Promise<Viewer | null> {
  const call = openCall(c.get("exchange"), door);
  return call.credential?.keptIn === "cookie" ? call.viewer() : null;
}
