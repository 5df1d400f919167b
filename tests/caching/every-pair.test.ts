import { afterAll, describe, expect, onTestFinished, test as plain } from "vitest";
import { type NamedProcedure, proceduresOf, type Query } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { createFixtures, createPeople, type Fixtures, type People, tokenOf } from "../access/fixtures.ts";
import { type Actor, actors, type Input } from "../access/rows.ts";
import { table } from "../access/table.ts";
import { test } from "../kit/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { mutateTrpc, queryTrpc } from "../support/trpc.ts";
import { changingInputs, fixtureSamples, moreInputs, withoutSample } from "./pairs.ts";

type CachedQuery = NamedProcedure & { readonly procedure: Query & { readonly cache: NonNullable<Query["cache"]> } };

const isCached = (named: NamedProcedure): named is CachedQuery =>
  named.procedure.kind === "query" && named.procedure.cache !== undefined;

const queries = proceduresOf(api).filter(isCached);
const mutations = proceduresOf(api).filter(({ procedure }) => procedure.kind === "mutation");

/** The viewers: anonymous, the author of most content, and another account. */
const viewers = ["anon", "ada", "grace"] as const satisfies readonly Actor[];

/** Calls by the callers that may make them; ada first, since they are about her records. */
function actorOf(name: string): Actor {
  const outcomes = table[name]?.outcomes;
  const order: readonly Actor[] = ["ada", "moderator", "admin", ...actors];
  return order.find((actor) => outcomes?.[actor] === "in" || outcomes?.[actor] === "done") ?? "ada";
}

const inputOf = (name: string): Input => changingInputs[name] ?? table[name]?.input ?? (() => ({}));

interface Look {
  readonly query: CachedQuery;
  readonly input: object;
  readonly viewer: (typeof viewers)[number];
}

/** Every cached read of these fixtures. */
const looksAt = (fixtures: Fixtures): readonly Look[] =>
  queries.flatMap((query) => {
    const inputs: readonly Input[] = [inputOf(query.name), ...(moreInputs[query.name] ?? [])];
    return inputs.flatMap((input) => viewers.map((viewer) => ({ query, input: input(fixtures), viewer })));
  });

type Tokens = Readonly<Record<(typeof viewers)[number], string | undefined>>;

const seen = async (app: TestApp, { query, input, viewer }: Look, tokens: Tokens): Promise<string> => {
  const { data, error } = await queryTrpc(app, query.name, input, { token: tokens[viewer] });
  return JSON.stringify(error === undefined ? data : error.reason);
};

const tokensOf = async (app: TestApp, people: People): Promise<Tokens> => ({
  anon: undefined,
  ada: await tokenOf(app, people, "ada"),
  grace: await tokenOf(app, people, "grace"),
});

/** Describes a query whose cached response differs from the database. */
function explain({ query, input, viewer }: Look, mutation: NamedProcedure, isRightForNobody: boolean): string {
  const { cache } = query.procedure;
  const call = `${query.name} ${JSON.stringify(input)}`;
  if (viewer !== "anon" && isRightForNobody && cache.scope === "shared")
    return `${call}: after ${mutation.name}, ${viewer} is shown the shared answer; "personalize" of ${query.name} must lay over it what the answer is to a viewer`;
  const invalidates = mutation.procedure.kind === "mutation" ? (mutation.procedure.invalidates ?? []) : [];
  return `${call}: after ${mutation.name}, ${viewer} is shown what was before; ${mutation.name} invalidates ${JSON.stringify(invalidates)}, and ${query.name} has the tags ${JSON.stringify(cache.tags)}: one tag must be in both`;
}

plain("every cached query and every mutation has a sample to try it by", () => {
  const named = [...queries, ...mutations].map(({ name }) => name);
  const missing = named.filter((name) => table[name] === undefined);
  expect(missing, `add a line with an input to tests/access/table.ts, such as  "${missing[0]}": members(),`).toEqual(
    [],
  );
});

const succeeded = new Set<string>();

describe.each(mutations)("after $name", (mutation) => {
  test("each cached query matches the database", async ({ kit }) => {
    const truth = await startTestApp({ LOG_LEVEL: "silent" }, undefined, { database: kit.app.database, cache: null });
    onTestFinished(truth.stop);
    const people = await createPeople(truth);
    const fixtures = await createFixtures(truth, people);
    const looks = looksAt(fixtures);
    const tokens = await tokensOf(truth, people);
    await fixtureSamples[mutation.name]?.(truth, fixtures, tokens.ada);
    for (const look of looks)
      expect(
        await seen(kit.app, look, tokens),
        `${look.query.name} for ${look.viewer}, before any write: see its "personalize" and its "scope"`,
      ).toBe(await seen(truth, look, tokens));
    await kit.app.services.cache?.idle();
    const token = await tokenOf(truth, people, actorOf(mutation.name));
    const { error } = await mutateTrpc(kit.app, mutation.name, inputOf(mutation.name)(fixtures), { token });
    // Newly generated features are listed and write nothing yet.
    if (error === undefined || error.reason === "unwritten") succeeded.add(mutation.name);
    const after = await Promise.all(
      looks.map(async (look) => [look, await seen(kit.app, look, tokens), await seen(truth, look, tokens)] as const),
    );
    const wrong = after.filter(([, shown, right]) => shown !== right);
    const isWrongForNobody = ({ query, input }: Look) =>
      wrong.some(([one]) => one.viewer === "anon" && one.query === query && one.input === input);
    const faults = wrong.map(([look]) => explain(look, mutation, !isWrongForNobody(look)));
    expect(faults).toEqual([]);
  });
});

afterAll(() => {
  const idle = mutations.map(({ name }) => name).filter((name) => !succeeded.has(name) && !withoutSample.has(name));
  expect(idle, `give "${idle[0]}" an input that it accepts, in its line of tests/access/table.ts`).toEqual([]);
});
