import fc from "fast-check";
import { proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { featureSamples } from "../samples/index.ts";
import { sampleInputsAround, slugs, usernames } from "../support/replica-app.ts";

/** A procedure name and its input. */
export interface Call {
  readonly name: string;
  readonly input: unknown;
}

const slug = fc.constantFrom(...slugs, "nothing-here");
const username = fc.constantFrom(...usernames, "nobody");
const word = fc.stringMatching(/^[a-z]{1,8}$/);

const call = (name: string, input: fc.Arbitrary<unknown>): fc.Arbitrary<Call> =>
  input.map((value) => ({ name, input: value }));

/** Calls of features with samples, about the twins' records. */
const callsOfFeatures = (kind: "query" | "mutation") =>
  featureSamples
    .flatMap(({ access }) => Object.entries(access))
    .filter(([name]) => proceduresOf(api).some((one) => one.name === name && one.procedure.kind === kind))
    .map(([name, { input }]) =>
      call(
        name,
        fc.nat(slugs.length - 1).map((index) => input(sampleInputsAround(index))),
      ),
    );

const page = {
  limit: fc.integer({ min: 1, max: 100 }),
  offset: fc.integer({ min: 0, max: 5 }),
  tag: fc.constantFrom("wood", "steel"),
  author: username,
  favorited: username,
};

/** Queries that succeed for permitted callers. */
export const query = fc.oneof(
  call("tags.list", fc.constantFrom({}, undefined)),
  call("articles.list", fc.record(page, { requiredKeys: [] })),
  call("articles.get", fc.record({ slug })),
  call("articles.feed", fc.record({ limit: page.limit }, { requiredKeys: [] })),
  call("profiles.get", fc.record({ username })),
  call("accounts.current", fc.constantFrom({}, undefined)),
  call("sessions.list", fc.constant({})),
  ...callsOfFeatures("query"),
);

const draft = { title: word, description: word, body: word, tagList: fc.uniqueArray(word, { maxLength: 3 }) };
const newcomer = word.map((name) => ({ username: `x${name}`, email: `x${name}@example.com`, password: "long enough" }));

/** Mutations of records in the twins' databases. */
export const mutation = fc.oneof(
  {
    weight: 3,
    arbitrary: call("articles.publish", fc.record(draft, { requiredKeys: ["title", "description", "body"] })),
  },
  { weight: 3, arbitrary: call("articles.favorite", fc.record({ slug })) },
  { weight: 3, arbitrary: call("articles.unfavorite", fc.record({ slug })) },
  { weight: 3, arbitrary: call("articles.update", fc.record({ slug, ...draft }, { requiredKeys: ["slug"] })) },
  { weight: 1, arbitrary: call("articles.delete", fc.record({ slug: word })) },
  ...callsOfFeatures("mutation").map((arbitrary) => ({ weight: 2, arbitrary })),
  { weight: 3, arbitrary: call("profiles.follow", fc.record({ username })) },
  { weight: 2, arbitrary: call("profiles.unfollow", fc.record({ username })) },
  { weight: 2, arbitrary: call("accounts.update", fc.record({ bio: fc.constantFrom("", null, "Saws.") })) },
  { weight: 1, arbitrary: call("accounts.register", newcomer) },
);

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    [],
    [{}],
    5,
    "text",
    true,
    { slug: 5 },
    { slug: "\0" },
    { slug: "\ud800" },
    { limit: -1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom("__proto__", "constructor", "slug", "limit", "username"),
    fc.jsonValue({ maxDepth: 1 }),
  ),
);

/** The same procedures with arbitrary inputs. */
export const badly = (good: fc.Arbitrary<Call>): fc.Arbitrary<Call> =>
  fc.tuple(good, hostile).map(([{ name }, input]) => ({ name, input }));

/** Mutations of one batch, independent of their order. */
export const favorites = fc
  .uniqueArray(slug, { minLength: 1, maxLength: 4 })
  .map((chosen) => chosen.map((of): Call => ({ name: "articles.favorite", input: { slug: of } })));
const nonsense = fc.array(
  badly(mutation).filter(({ name }) => name !== "accounts.update"),
  { maxLength: 3 },
);
/** Valid and invalid queries for one batch. */
export const queries = fc.array(fc.oneof({ weight: 3, arbitrary: query }, { weight: 1, arbitrary: badly(query) }), {
  minLength: 1,
  maxLength: 6,
});
/** Valid and invalid mutations for one batch, independent of their order. */
export const mutations = fc.tuple(favorites, nonsense).map((parts) => parts.flat());
