import { checkDeprecation, checkSuccessor } from "./deprecation.ts";
import { checkFormerNames } from "./former-names.ts";
import { checkLimits } from "./limit.ts";
import { checkLinks } from "./links.ts";
import type { Api } from "./procedure.ts";
import { type Check, checkAccess, checkCache, checkErrors, checkName, checkWire } from "./procedure-checks.ts";
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

const kinds: readonly unknown[] = ["query", "mutation", "subscription"];

/** A tree of routers has more levels in tRPC, and its types do not reach JavaScript. */
const checkProcedure: Check = ({ procedure }) =>
  kinds.includes(Object(procedure).kind)
    ? undefined
    : "it is no query(), mutation() or subscription(); an API has features, and a feature has procedures";

/** Two names that are one without their dot and their case, such as `aB.c` and `a.bC`, are one in OpenAPI and GraphQL. */
function checkTwin(name: string, names: Map<string, string>): string | undefined {
  const joined = name.replace(".", "").toLowerCase();
  const other = names.get(joined);
  names.set(joined, name);
  return other === undefined ? undefined : `"${other}" would be the same name in OpenAPI: rename one`;
}

/**
 * Validates the contracts of all features together, in linear time.
 * @throws {TypeError} as {@link defineApi} does.
 */
export function checkApi(api: Api): void {
  const routes = new RouteIndex();
  const names = new Map<string, string>();
  for (const named of proceduresOf(api)) {
    const twin = checkProcedure(named) ?? checkTwin(named.name, names);
    if (twin !== undefined) throw new TypeError(`${named.name}: ${twin}`);
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
}
