import { afterAll, beforeAll, expect } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching, type TestCaching } from "../support/caching.ts";
import { enrol, type Person, publish } from "../support/people.ts";
import { isWithoutRedis, ownPrefix, redisUrl } from "../support/redis.ts";

/** Two processes with one database and one cache, and a third without a cache as reference. */
export interface Harness {
  readonly caching: readonly TestCaching[];
  readonly apps: readonly TestApp[];
  readonly truth: TestApp;
}

/** Two users and an article that one wrote and the other favorited. */
export interface Fixtures {
  readonly app: TestApp;
  readonly ada: Person;
  readonly grace: Person;
  readonly slug: string;
  readonly title: string;
}

export const harnesses = [
  { title: "one process that keeps answers in memory", count: 1, isShared: false, isAway: false },
  { title: "two processes with one Redis", count: 2, isShared: true, isAway: isWithoutRedis },
];

async function startHarness({ count, isShared }: (typeof harnesses)[number]): Promise<Harness> {
  const truth = await startTestApp({}, undefined, { cache: null });
  const prefix = ownPrefix();
  const caching = Array.from({ length: count }, () =>
    openTestCaching(isShared ? { kind: "tcp", url: redisUrl } : { kind: "memory" }, { prefix }),
  );
  const database = truth.database;
  const apps = await Promise.all(caching.map((parts) => startTestApp({}, undefined, { ...parts, database })));
  return { caching, apps, truth };
}

/** Creates a harness for the suite that calls this, where its dependencies are available. */
export function useHarness(kind: (typeof harnesses)[number]): () => Harness {
  let harness: Harness | undefined;
  beforeAll(async () => {
    if (!kind.isAway) harness = await startHarness(kind);
  });
  afterAll(async () => {
    for (const app of harness?.apps ?? []) await app.stop();
    await harness?.truth.stop();
  });
  return () => harness ?? expect.fail("there is no harness");
}

/** A mutation of data that is read. */
export type Write = (fixtures: Fixtures) => Promise<{ readonly status: number }>;

let serial = 0;

export async function createFixtures(app: TestApp): Promise<Fixtures> {
  const n = ++serial;
  const [ada, grace] = [await enrol(app, `Ada${n}`), await enrol(app, `grace${n}`)];
  const title = `Oak ${n}`;
  const { slug } = await publish(app, ada, { title, tagList: ["wood"] });
  await app.rest("POST", `/articles/${slug}/favorite`, { token: grace.token });
  await app.rest("POST", `/profiles/${ada.username}/follow`, { token: grace.token });
  return { app, ada, grace, slug, title };
}

/** Every cached read, of existing data and of data that a write may create. */
export const readsOf = ({ ada, grace, slug, title }: Fixtures) => [
  "/articles",
  "/articles?limit=1&offset=1",
  `/articles?author=${ada.username}`,
  `/articles?author=new-${ada.username}`,
  `/articles?favorited=${grace.username.toUpperCase()}`,
  "/articles?tag=wood",
  `/articles/${slug}`,
  `/articles/new-${slug}`,
  `/profiles/${ada.username}`,
  `/profiles/${ada.username.toUpperCase()}`,
  `/profiles/${grace.username}`,
  `/profiles/new-${ada.username}`,
  `/profiles/${encodeURIComponent(title)}`,
  "/tags",
];

/** Every viewer's responses, by viewer and read. */
async function shown(
  app: TestApp,
  { ada, grace }: Fixtures,
  paths: readonly string[],
): Promise<Record<string, unknown>> {
  // The anonymous viewer comes last: data cached for a viewer must not be shown to others.
  const viewers = { grace: grace.token, ada: ada.token, anonymous: undefined };
  const asked = Object.entries(viewers).flatMap(([name, token]) =>
    paths.map(async (path) => {
      const { status, body } = await app.rest("GET", path, { token });
      return [`${name} ${path}`, { status, body }] as const;
    }),
  );
  return Object.fromEntries(await Promise.all(asked));
}

/** Fills the cache, writes, and expects every process to return the same as the one without a cache. */
export async function expectSeenAtOnce(
  { caching, apps, truth }: Harness,
  { fixtures, paths, write }: { readonly fixtures: Fixtures; readonly paths: readonly string[]; readonly write: Write },
): Promise<void> {
  const before = await shown(truth, fixtures, paths);
  for (const app of apps) expect(await shown(app, fixtures, paths)).toEqual(before);
  for (const { cache } of caching) await cache.idle();
  const hits = caching.map(({ cache }) => cache.stats().hits);
  for (const app of apps) expect(await shown(app, fixtures, paths)).toEqual(before);
  for (const [at, { cache }] of caching.entries()) expect(cache.stats().hits).toBeGreaterThan(hits[at] ?? 0);

  expect((await write(fixtures)).status).toBeLessThan(300);
  const after = await shown(truth, fixtures, paths);
  expect(after).not.toEqual(before);
  for (const app of apps) expect(await shown(app, fixtures, paths)).toEqual(after);
}
