import {
  type Api,
  type NamedProcedure,
  type Procedure,
  proceduresOf,
  type Query,
} from "../../shared/contract/index.ts";
import type * as rows from "../access/rows.ts";

// Compares the cached answers of queries with the database, after a mutation. `every-pair.test.ts` does it for all of
// `api`, `pair-check.test.ts` for a small contract with the mistakes that this must find.

export type CachedQuery = NamedProcedure & {
  readonly procedure: Query & { readonly cache: NonNullable<Query["cache"]> };
};

const isCached = (named: NamedProcedure): named is CachedQuery =>
  named.procedure.kind === "query" && named.procedure.cache !== undefined;

export const cachedQueriesOf = (api: Api): readonly CachedQuery[] => proceduresOf(api).filter(isCached);

export const mutationsOf = (api: Api): readonly NamedProcedure[] =>
  proceduresOf(api).filter(({ procedure }) => procedure.kind === "mutation");

/** One read by one viewer; `undefined` is anonymous. */
export interface Look {
  readonly query: CachedQuery;
  readonly input: object;
  readonly viewer: string | undefined;
}

/** Reads with the cache, and without it. */
export interface Sides {
  readonly cached: (look: Look) => Promise<string>;
  readonly uncached: (look: Look) => Promise<string>;
}

const callOf = ({ query, input }: Look) => `${query.name} ${JSON.stringify(input)}`;
const nameOf = ({ viewer }: Look) => viewer ?? "an anonymous viewer";

/** A look, with both of its answers. */
export interface Seen {
  readonly look: Look;
  readonly shown: string;
  readonly right: string;
}

export const see = (looks: readonly Look[], { cached, uncached }: Sides): Promise<readonly Seen[]> =>
  Promise.all(looks.map(async (look) => ({ look, shown: await cached(look), right: await uncached(look) })));

function explainAfter({ look }: Seen, { name, procedure }: NamedProcedure, isRightForAnonymous: boolean): string {
  const { query, viewer } = look;
  const { cache } = query.procedure;
  const call = callOf(look);
  if (viewer !== undefined && isRightForAnonymous && cache.scope === "shared")
    return `${call}: after ${name}, ${viewer} is shown the shared answer; "personalize" of ${query.name} must lay over it what the answer is to a viewer`;
  const invalidates = procedure.kind === "mutation" ? (procedure.invalidates ?? []) : [];
  return `${call}: after ${name}, ${nameOf(look)} is shown what was before; ${name} invalidates ${JSON.stringify(invalidates)}, and ${query.name} has the tags ${JSON.stringify(cache.tags)}: one tag must be in both`;
}

/** Explains the answers that differ from the database after a mutation, by query, mutation and tag. */
export function faultsAfter(mutation: NamedProcedure, seen: readonly Seen[]): readonly string[] {
  const wrong = seen.filter(({ shown, right }) => shown !== right);
  const wrongForAnonymous = new Set(wrong.flatMap(({ look }) => (look.viewer === undefined ? [callOf(look)] : [])));
  return wrong.map((one) => explainAfter(one, mutation, !wrongForAnonymous.has(callOf(one.look))));
}

/** Explains the answers that differ from the database though nothing was written. */
export const faultsBefore = (seen: readonly Seen[]): readonly string[] =>
  seen
    .filter(({ shown, right }) => shown !== right)
    .map(
      ({ look }) =>
        `${callOf(look)}: before any write, ${nameOf(look)} is shown another's answer; see its "personalize" and its "scope"`,
    );

const callersOf = ({ access }: Procedure): keyof typeof rows =>
  typeof access === "object" ? "admins" : access === "required" ? "members" : "anyone";

/** The cached queries and mutations without a sample, each in a sentence that says what to add. */
export const missingSamples = (api: Api, samples: Readonly<Record<string, unknown>>): readonly string[] =>
  [...cachedQueriesOf(api), ...mutationsOf(api)]
    .filter(({ name }) => samples[name] === undefined)
    .map(
      ({ name, procedure }) =>
        `"${name}" has no sample: add a line with its callers and an input to tests/access/table.ts, such as  "${name}": ${callersOf(procedure)}(() => ({})),`,
    );

/** The cached queries whose answers no mutation changed: their tags are tried by nothing. */
export const untried = (api: Api, changed: ReadonlySet<string>): readonly string[] =>
  cachedQueriesOf(api)
    .filter(({ name }) => !changed.has(name))
    .map(
      ({ name }) =>
        `no mutation changes what "${name}" answers to its sample: give it an input in tests/access/table.ts or tests/caching/pairs.ts whose answer a mutation changes`,
    );
