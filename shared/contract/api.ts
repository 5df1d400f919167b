import { checkApi } from "./check-api.ts";
import type { Api } from "./procedure.ts";

/**
 * Combines the contracts of all features and validates them, in linear time; on Workers they count as valid: ADR 45.
 * @throws {TypeError} naming the procedure and the error:
 * - a schema is not plain JSON, or a field cannot be encoded in the REST request;
 * - two REST routes collide, or a route or a cache tag names a field that does not exist;
 * - a limit has no key to count by, or access conditions contradict each other;
 * - a standard error is declared again, or a link is on a type that does not exist;
 * - a deprecation names no procedure, or a former name is already taken.
 */
export function defineApi<const T extends Api>(api: T): T {
  // A worker's contracts were checked before it was deployed: its bundler leaves the checks out of the script, and its start takes
  // no time for them.
  if (navigator.userAgent !== "Cloudflare-Workers") checkApi(api);
  return api;
}
