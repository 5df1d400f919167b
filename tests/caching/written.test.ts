import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching, type TestCaching } from "../support/caching.ts";
import { enrol, type Person, publish } from "../support/people.ts";
import { isWithoutRedis, ownPrefix, redisUrl } from "../support/redis.ts";

/** One database and one cache between two processes, and a third that keeps nothing and so tells the truth. */
interface Rig {
  readonly caching: readonly TestCaching[];
  readonly apps: readonly TestApp[];
  readonly truth: TestApp;
}

/** Two people and an article about which both have something to say. */
interface World {
  readonly app: TestApp;
  readonly ada: Person;
  readonly grace: Person;
  readonly slug: string;
  readonly title: string;
  readonly commentId: number;
}

let serial = 0;

async function createWorld(app: TestApp): Promise<World> {
  const n = ++serial;
  const [ada, grace] = [await enrol(app, `Ada${n}`), await enrol(app, `grace${n}`)];
  const title = `Oak ${n}`;
  const { slug } = await publish(app, ada, { title, tagList: ["wood"] });
  await app.rest("POST", `/articles/${slug}/favorite`, { token: grace.token });
  await app.rest("POST", `/profiles/${ada.username}/follow`, { token: grace.token });
  const comment = { body: "Glue is cheating." };
  await app.rest("POST", `/articles/${slug}/comments`, { token: ada.token, body: { comment } });
  const { body } = await app.rest("POST", `/articles/${slug}/comments`, { token: grace.token, body: { comment } });
  return { app, ada, grace, slug, title, commentId: body.comment.id };
}

/** Every read that is kept, of what there is and of what a write may bring about. */
const readsOf = ({ ada, grace, slug, title }: World) => [
  "/articles",
  "/articles?limit=1&offset=1",
  `/articles?author=${ada.username}`,
  `/articles?author=new-${ada.username}`,
  `/articles?favorited=${grace.username.toUpperCase()}`,
  "/articles?tag=wood",
  `/articles/${slug}`,
  `/articles/new-${slug}`,
  `/articles/new-${slug}/comments`,
  `/articles/${slug}/comments`,
  `/articles/${slug}/comments?limit=1`,
  `/profiles/${ada.username}`,
  `/profiles/${ada.username.toUpperCase()}`,
  `/profiles/${grace.username}`,
  `/profiles/new-${ada.username}`,
  `/profiles/${encodeURIComponent(title)}`,
  "/tags",
];

/** Every mutation that anything public depends on, or that changes what something is to the viewer. */
const writes: Readonly<Record<string, (world: World) => Promise<{ readonly status: number }>>> = {
  "publishing an article": ({ app, ada, title }) =>
    app.rest("POST", "/articles", {
      token: ada.token,
      body: { article: { title: `New ${title}`, description: "d", body: "b", tagList: ["wood", "new"] } },
    }),
  "changing an article's text": ({ app, ada, slug }) =>
    app.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { body: "Another." } } }),
  "changing its title, and with it its address": ({ app, ada, slug, title }) =>
    app.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { title: `New ${title}` } } }),
  "changing its tags": ({ app, ada, slug }) =>
    app.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { tagList: ["steel"] } } }),
  "deleting it": ({ app, ada, slug }) => app.rest("DELETE", `/articles/${slug}`, { token: ada.token }),
  "making it a favourite": ({ app, ada, slug }) => app.rest("POST", `/articles/${slug}/favorite`, { token: ada.token }),
  "taking it off the favourites": ({ app, grace, slug }) =>
    app.rest("DELETE", `/articles/${slug}/favorite`, { token: grace.token }),
  commenting: ({ app, ada, slug }) =>
    app.rest("POST", `/articles/${slug}/comments`, { token: ada.token, body: { comment: { body: "It is not." } } }),
  "deleting a comment": ({ app, grace, slug, commentId }) =>
    app.rest("DELETE", `/articles/${slug}/comments/${commentId}`, { token: grace.token }),
  "following an author": ({ app, ada, grace }) =>
    app.rest("POST", `/profiles/${grace.username}/follow`, { token: ada.token }),
  "no longer following": ({ app, ada, grace }) =>
    app.rest("DELETE", `/profiles/${ada.username}/follow`, { token: grace.token }),
  "changing what an author says about himself": ({ app, ada }) =>
    app.rest("PUT", "/user", { token: ada.token, body: { user: { bio: "Saws.", image: "https://a.example/b.png" } } }),
  "changing one's name": ({ app, ada }) =>
    app.rest("PUT", "/user", { token: ada.token, body: { user: { username: `new-${ada.username}` } } }),
  "changing one's name in case alone": ({ app, ada }) =>
    app.rest("PUT", "/user", { token: ada.token, body: { user: { username: ada.username.toLowerCase() } } }),
  "signing up": ({ app, ada }) => {
    const name = `new-${ada.username}`;
    const user = { username: name, email: `${name}@example.com`, password: "a fine password" };
    return app.rest("POST", "/users", { body: { user } });
  },
};

/** What everybody is shown, by who asks and what for. */
async function shown(app: TestApp, world: World): Promise<Record<string, unknown>> {
  // Nobody comes last: what a viewer makes the cache load must not be shown to others.
  const viewers = { grace: world.grace.token, ada: world.ada.token, nobody: undefined };
  const asked = Object.entries(viewers).flatMap(([name, token]) =>
    readsOf(world).map(async (path) => {
      const { status, body } = await app.rest("GET", path, { token });
      return [`${name} ${path}`, { status, body }] as const;
    }),
  );
  return Object.fromEntries(await Promise.all(asked));
}

const rigs = [
  { title: "one process that keeps answers in memory", count: 1, isShared: false },
  { title: "two processes with one Redis", count: 2, isShared: true },
];

describe.each(rigs)("in $title", ({ count, isShared }) => {
  let rig: Rig;
  beforeAll(async () => {
    if (isShared && isWithoutRedis) return;
    const truth = await startTestApp({}, undefined, {});
    const prefix = ownPrefix();
    const caching = Array.from({ length: count }, () =>
      openTestCaching(isShared ? { kind: "tcp", url: redisUrl } : { kind: "memory" }, { prefix }),
    );
    const apps = await Promise.all(
      caching.map((parts) => startTestApp({}, undefined, { ...parts, database: truth.database })),
    );
    rig = { caching, apps, truth };
  });
  afterAll(async () => {
    for (const app of rig?.apps ?? []) await app.stop();
    await rig?.truth.stop();
  });

  const cases = Object.keys(writes);
  test.skipIf(isShared && isWithoutRedis).for(cases)("CA-05 everybody sees it at once: %s", async (name) => {
    const { caching, apps, truth } = rig;
    const [first = truth] = apps;
    const world = await createWorld(first);
    const before = await shown(truth, world);
    for (const app of apps) expect(await shown(app, world)).toEqual(before);
    for (const { cache } of caching) await cache.idle();
    const hits = caching.map(({ cache }) => cache.stats().hits);
    for (const app of apps) expect(await shown(app, world)).toEqual(before);
    for (const [at, { cache }] of caching.entries()) expect(cache.stats().hits).toBeGreaterThan(hits[at] ?? 0);

    expect((await writes[name]?.(world))?.status).toBeLessThan(300);
    const after = await shown(truth, world);
    expect(after).not.toEqual(before);
    for (const app of apps) expect(await shown(app, world)).toEqual(after);
  });

  test.skipIf(isShared && isWithoutRedis)(
    "CA-05 500 rounds of writing and reading never show what was before",
    async () => {
      const { apps, truth } = rig;
      const [first = truth] = apps;
      const { ada, slug } = await createWorld(first);
      for (let round = 0; round < 500; round++) {
        const [writer = truth, reader = truth] = [apps[round % count], apps[(round >> 1) % count]];
        const body = `round ${round}`;
        await writer.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { body } } });
        const read = await reader.rest("GET", `/articles/${slug}`, { token: round % 3 ? undefined : ada.token });
        expect(read.body.article.body).toBe(body);
      }
    },
  );
});
