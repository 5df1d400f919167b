import { describe, expect, test } from "vitest";
import {
  createFixtures,
  expectSeenAtOnce,
  type Fixtures,
  harnesses,
  useHarness,
  type Write,
} from "../caching/writing.ts";
import type { Person } from "../support/people.ts";

const addComment = ({ app, slug }: Fixtures, { token }: Person, body: string) =>
  app.rest("POST", `/articles/${slug}/comments`, { token, body: { comment: { body } } });

const pathsOf = ({ slug }: Fixtures) => [
  `/articles/${slug}/comments`,
  `/articles/${slug}/comments?limit=1`,
  `/articles/new-${slug}/comments`,
];

/** Every mutation that cached comments depend on. */
const writes: Readonly<Record<string, Write>> = {
  commenting: (fixtures) => addComment(fixtures, fixtures.ada, "It is not."),
  "deleting a comment": async ({ app, grace, slug }) => {
    const { comments } = (await app.rest("GET", `/articles/${slug}/comments`)).body;
    return app.rest("DELETE", `/articles/${slug}/comments/${comments[0].id}`, { token: grace.token });
  },
  "changing the article's title, and with it its address": ({ app, ada, slug, title }) =>
    app.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { title: `New ${title}` } } }),
  "deleting the article": ({ app, ada, slug }) => app.rest("DELETE", `/articles/${slug}`, { token: ada.token }),
  "publishing another under the address asked for": ({ app, ada, title }) =>
    app.rest("POST", "/articles", {
      token: ada.token,
      body: { article: { title: `New ${title}`, description: "d", body: "b" } },
    }),
  "following an author": ({ app, ada, grace }) =>
    app.rest("POST", `/profiles/${grace.username}/follow`, { token: ada.token }),
  "changing what an author says about himself": ({ app, ada }) =>
    app.rest("PUT", "/user", { token: ada.token, body: { user: { bio: "Saws." } } }),
  "changing one's name": ({ app, ada }) =>
    app.rest("PUT", "/user", { token: ada.token, body: { user: { username: `new-${ada.username}` } } }),
};

describe.each(harnesses)("in $title", (kind) => {
  const harness = useHarness(kind);

  test.skipIf(kind.isAway).for(Object.entries(writes))("CA-05 every viewer sees it at once: %s", async ([, write]) => {
    const fixtures = await createFixtures(harness().apps[0] ?? harness().truth);
    for (const person of [fixtures.ada, fixtures.grace]) await addComment(fixtures, person, "Glue is cheating.");
    await expectSeenAtOnce(harness(), { fixtures, paths: pathsOf(fixtures), write });
  });

  test.skipIf(kind.isAway)("CA-10 that an article is missing is kept, until it is there", async () => {
    const { apps, caching, truth } = harness();
    const app = apps[0] ?? truth;
    const { ada, title } = await createFixtures(app);
    const path = `/articles/new-${title.toLowerCase().replace(" ", "-")}/comments`;
    const hits = () => caching[0]?.cache.stats().hits ?? 0;
    expect((await app.rest("GET", path)).status).toBe(404);
    await caching[0]?.cache.idle();
    const before = hits();
    expect((await app.rest("GET", path)).status).toBe(404);
    expect(hits()).toBe(before + 1);
    const article = { title: `New ${title}`, description: "d", body: "b" };
    await app.rest("POST", "/articles", { token: ada.token, body: { article } });
    expect((await app.rest("GET", path)).body).toEqual({ comments: [], next: null });
  });
});
