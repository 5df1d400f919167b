import { checkDeprecation, checkSuccessor } from "./deprecation.ts";
import { checkFormerNames } from "./former-names.ts";
import { checkLimits } from "./limit.ts";
import { checkLinks } from "./links.ts";
import type { Api } from "./procedure.ts";
import { checkAccess, checkCache, checkErrors, checkName, checkWire } from "./procedure-checks.ts";
import { parseRoute } from "./rest.ts";
import { checkRest } from "./rest-checks.ts";
import { RouteIndex } from "./route-index.ts";
import { checkSubscription } from "./subscription.ts";
import { proceduresOf } from "./tree.ts";

const checks = [
  checkName,
  checkWire,
  checkAccess,
  checkErrors,
  checkCache,
  checkLimits,
  checkRest,
  checkDeprecation,
  checkSubscription,
];

/**
 * Combines the contracts of all features and validates them, in linear time.
 * @throws {TypeError} naming the procedure, when a schema is not plain JSON, two REST routes collide, a route or a
 * cache tag names a field that does not exist, a field cannot be encoded in the REST request, a limit has no key to count
 * by, a link stands on a type that does not exist, a standard error is declared again, access conditions contradict each other, a deprecation names no procedure,
 * or a former name is not free.
 */
export function defineApi<const T extends Api>(api: T): T {
  const routes = new RouteIndex();
  for (const named of proceduresOf(api)) {
    for (const check of checks) {
      const error = check(named);
      if (error !== undefined) throw new TypeError(`${named.name}: ${error}`);
    }
    const error = checkSuccessor(named, api);
    if (error !== undefined) throw new TypeError(`${named.name}: ${error}`);
    if (named.procedure.rest === undefined) continue;
    const route = parseRoute(named.procedure.rest.route);
    const other = routes.find(route);
    if (other !== undefined)
      throw new TypeError(`${named.name}: rest: "${named.procedure.rest.route}" collides with ${other}`);
    routes.add(named.name, route);
  }
  const error = checkLinks(api) ?? checkFormerNames(api);
  if (error !== undefined) throw new TypeError(error);
  return api;
}
