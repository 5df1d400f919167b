import { afterAll, describe, expect, onTestFinished, test as plain } from "vitest";
import { api } from "../../shared/index.ts";
import { createFixtures, createPeople, type Fixtures, type People, tokenOf } from "../access/fixtures.ts";
import { type Actor, actors, type Input } from "../access/rows.ts";
import { table } from "../access/table.ts";
import { test } from "../kit/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { takeDatabase } from "../support/database.ts";
import { mutateTrpc, queryTrpc } from "../support/trpc.ts";
import { stories, storySettings } from "../surfaces/answers/stories.ts";
import {
  cachedQueriesOf,
  faultsAfter,
  faultsBefore,
  type Look,
  missingSamples,
  mutationsOf,
  type Sides,
  see,
  untried,
} from "./pair-check.ts";
import { changingInputs, moreInputs, preconditions } from "./pairs.ts";
import { watchStory } from "./story-pairs.ts";

const mutations = mutationsOf(api);
/** The viewers: anonymous, the author of most content, and another account. */
const viewers = [undefined, "ada", "grace"] as const;

/** Calls by the callers that may make them; ada first, since they are about her records. */
function actorOf(name: string): Actor {
  const outcomes = table[name]?.outcomes;
  const order: readonly Actor[] = ["ada", "moderator", "admin", ...actors];
  return order.find((actor) => outcomes?.[actor] === "in" || outcomes?.[actor] === "done") ?? "ada";
}

const inputOf = (name: string): Input => changingInputs[name] ?? table[name]?.input ?? (() => ({}));

/** Every cached read of these fixtures. */
const looksAt = (fixtures: Fixtures): readonly Look[] =>
  cachedQueriesOf(api).flatMap((query) => {
    const inputs: readonly Input[] = [inputOf(query.name), ...(moreInputs[query.name] ?? [])];
    return inputs
      .map((input) => input(fixtures))
      .flatMap((input) => viewers.map((viewer) => ({ query, input, viewer })));
  });

const readBy =
  (app: TestApp, tokens: Readonly<Record<string, string | undefined>>) =>
  async ({ query, input, viewer }: Look): Promise<string> => {
    const { data, error } = await queryTrpc(app, query.name, input, { token: viewer && tokens[viewer] });
    return JSON.stringify(error === undefined ? data : { refused: error.reason });
  };

async function sidesOf(cached: TestApp, uncached: TestApp, people: People): Promise<Sides> {
  const tokens = { ada: await tokenOf(uncached, people, "ada"), grace: await tokenOf(uncached, people, "grace") };
  return { cached: readBy(cached, tokens), uncached: readBy(uncached, tokens) };
}

plain("every cached query and every mutation has a sample to try it by", () => {
  expect(missingSamples(api, table)).toEqual([]);
});

const succeeded = new Set<string>();
const changed = new Set<string>();

describe.each(mutations)("after $name", (mutation) => {
  test("each cached query matches the database", async ({ kit }) => {
    const { database, services } = kit.app;
    const parts = { database, redis: services.redis, cache: null };
    const truth = await startTestApp({ LOG_LEVEL: "silent" }, undefined, parts);
    onTestFinished(truth.stop);
    const people = await createPeople(truth);
    const fixtures = await createFixtures(truth, people);
    const looks = looksAt(fixtures);
    const sides = await sidesOf(kit.app, truth, people);
    const ada = await tokenOf(truth, people, "ada");
    await preconditions[mutation.name]?.(truth, fixtures, ada);
    const before = await see(looks, sides);
    expect(faultsBefore(before)).toEqual([]);
    await kit.app.services.cache?.idle();
    const token = await tokenOf(truth, people, actorOf(mutation.name));
    const { error } = await mutateTrpc(kit.app, mutation.name, inputOf(mutation.name)(fixtures), { token });
    // Newly generated features are listed and write nothing yet.
    if (error === undefined || error.reason === "unwritten") succeeded.add(mutation.name);
    const after = await see(looks, sides);
    expect(faultsAfter(mutation, after)).toEqual([]);
    for (const [place, { look, right }] of after.entries())
      if (before[place]?.right !== right) changed.add(look.query.name);
  });
});

describe.each(stories.map((story) => ({ name: story.name, story })))("in the story $name", ({ story }) => {
  plain("each cached query matches the database after each mutation", async () => {
    const database = await takeDatabase();
    const caching = openTestCaching();
    const app = await startTestApp(storySettings, undefined, { ...caching, database });
    const truth = await startTestApp({ LOG_LEVEL: "silent" }, undefined, { database, cache: null });
    onTestFinished(async () => {
      await Promise.all([app.stop(), truth.stop()]);
      await database.drop();
    });
    const sides = await sidesOf(app, truth, await createPeople(truth));
    const watched = watchStory({ app, cache: caching.cache, sides, looksAt });
    await story(watched);
    for (const name of watched.succeeded) succeeded.add(name);
  });
});

afterAll(() => {
  const refused = mutations.map(({ name }) => name).filter((name) => !succeeded.has(name));
  expect(
    refused,
    `give "${refused[0]}" an input that it accepts, in its line of tests/access/table.ts, or a call in tests/surfaces/answers/`,
  ).toEqual([]);
  expect(untried(api, changed)).toEqual([]);
});
