import type { Context } from "hono";
import { admit } from "../../http/guards.ts";
import type { HonoEnv } from "../../http/hono.ts";
import { type HttpPolicy, openCall } from "../../http/open-call.ts";
import type { Viewer } from "../../procedures/index.ts";

/**
 * The user signed in by this browser's cookie; a bearer does not count.
 * @throws {ApiError} 400 for duplicate credentials.
 */
export async function personOf(c: Context<HonoEnv>, httpPolicy: HttpPolicy): Promise<Viewer | null> {
  const guards = { origins: httpPolicy.origins, checkMediaType: () => {}, refusedConditions: [] };
  const call = openCall(admit(c.get("exchange"), guards), httpPolicy);
  return call.credential?.keptIn === "cookie" ? call.viewer() : null;
}
