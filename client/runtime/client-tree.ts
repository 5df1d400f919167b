import type { Caller } from "./caller.ts";
import type { CallOptions } from "./options.ts";
import type { Kind } from "./pending-call.ts";
import type { Subscriber, SubscriptionOptions } from "./subscribe.ts";

/** Kind of each procedure, by feature and verb. */
export type Routes = Readonly<Record<string, Readonly<Record<string, Kind>>>>;

type Method = (input?: unknown, options?: CallOptions & SubscriptionOptions) => unknown;

/** Builds an object with one method for each procedure, `client.articles.get`. */
export function buildTree(
  routes: Routes,
  call: Caller,
  subscribe: Subscriber,
): Readonly<Record<string, Readonly<Record<string, Method>>>> {
  return Object.fromEntries(
    Object.entries(routes).map(([feature, verbs]) => [
      feature,
      Object.fromEntries(
        Object.entries(verbs).map(([verb, kind]): [string, Method] => [
          verb,
          (input, options) =>
            kind === "subscription"
              ? subscribe(`${feature}.${verb}`, input, options)
              : call(`${feature}.${verb}`, kind, input, options),
        ]),
      ),
    ]),
  );
}
