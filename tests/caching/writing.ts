import { afterAll, beforeAll, expect } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching, type TestCaching } from "../support/caching.ts";
import { enrol, type Person, publish } from "../support/people.ts";
import { isWithoutRedis, ownPrefix, redisUrl } from "../support/redis.ts";

/** One database and one cache between two processes, and a third that keeps nothing and so tells the truth. */
export interface Rig {
  readonly caching: readonly TestCaching[];
  readonly apps: readonly TestApp[];
  readonly truth: TestApp;
}

/** Two people and an article that one of them wrote and the other likes. */
export interface World {
  readonly app: TestApp;
  readonly ada: Person;
  readonly grace: Person;
  readonly slug: string;
  readonly title: string;
}

/** What a rig is made of. */
export const rigs = [
  { title: "one process that keeps answers in memory", count: 1, isShared: false, isAway: false },
  { title: "two processes with one Redis", count: 2, isShared: true, isAway: isWithoutRedis },
];

async function startRig({ count, isShared }: (typeof rigs)[number]): Promise<Rig> {
  const truth = await startTestApp({}, undefined, { cache: null });
  const prefix = ownPrefix();
  const caching = Array.from({ length: count }, () =>
    openTestCaching(isShared ? { kind: "tcp", url: redisUrl } : { kind: "memory" }, { prefix }),
  );
  const database = truth.database;
  const apps = await Promise.all(caching.map((parts) => startTestApp({}, undefined, { ...parts, database })));
  return { caching, apps, truth };
}

/** A rig for the tests of the suite that calls this, where there is what it is made of. */
export function useRig(kind: (typeof rigs)[number]): () => Rig {
  let rig: Rig | undefined;
  beforeAll(async () => {
    if (!kind.isAway) rig = await startRig(kind);
  });
  afterAll(async () => {
    for (const app of rig?.apps ?? []) await app.stop();
    await rig?.truth.stop();
  });
  return () => rig ?? expect.fail("there is no rig");
}

/** A call that changes what is read. */
export type Write = (world: World) => Promise<{ readonly status: number }>;

let serial = 0;

export async function createWorld(app: TestApp): Promise<World> {
  const n = ++serial;
  const [ada, grace] = [await enrol(app, `Ada${n}`), await enrol(app, `grace${n}`)];
  const title = `Oak ${n}`;
  const { slug } = await publish(app, ada, { title, tagList: ["wood"] });
  await app.rest("POST", `/articles/${slug}/favorite`, { token: grace.token });
  await app.rest("POST", `/profiles/${ada.username}/follow`, { token: grace.token });
  return { app, ada, grace, slug, title };
}

/** Every read that is kept, of what there is and of what a write may bring about. */
export const readsOf = ({ ada, grace, slug, title }: World) => [
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

/** What everybody is shown, by who asks and what for. */
async function shown(app: TestApp, { ada, grace }: World, paths: readonly string[]): Promise<Record<string, unknown>> {
  // Nobody comes last: what a viewer makes the cache load must not be shown to others.
  const viewers = { grace: grace.token, ada: ada.token, nobody: undefined };
  const asked = Object.entries(viewers).flatMap(([name, token]) =>
    paths.map(async (path) => {
      const { status, body } = await app.rest("GET", path, { token });
      return [`${name} ${path}`, { status, body }] as const;
    }),
  );
  return Object.fromEntries(await Promise.all(asked));
}

/** Has the reads kept, writes, and expects every process to show what the one shows that keeps nothing. */
export async function expectSeenAtOnce(
  { caching, apps, truth }: Rig,
  { world, paths, write }: { readonly world: World; readonly paths: readonly string[]; readonly write: Write },
): Promise<void> {
  const before = await shown(truth, world, paths);
  for (const app of apps) expect(await shown(app, world, paths)).toEqual(before);
  for (const { cache } of caching) await cache.idle();
  const hits = caching.map(({ cache }) => cache.stats().hits);
  for (const app of apps) expect(await shown(app, world, paths)).toEqual(before);
  for (const [at, { cache }] of caching.entries()) expect(cache.stats().hits).toBeGreaterThan(hits[at] ?? 0);

  expect((await write(world)).status).toBeLessThan(300);
  const after = await shown(truth, world, paths);
  expect(after).not.toEqual(before);
  for (const app of apps) expect(await shown(app, world, paths)).toEqual(after);
}
