import { describe, expect, test } from "vitest";
import { createFixtures, expectSeenAtOnce, harnesses, readsOf, useHarness, type Write } from "./writing.ts";

/** Every mutation that public data or the viewer's relation to it depends on. */
const writes: Readonly<Record<string, Write>> = {
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
  "making it a favorite": ({ app, ada, slug }) => app.rest("POST", `/articles/${slug}/favorite`, { token: ada.token }),
  "taking it off the favorites": ({ app, grace, slug }) =>
    app.rest("DELETE", `/articles/${slug}/favorite`, { token: grace.token }),
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

describe.each(harnesses)("in $title", (kind) => {
  const harness = useHarness(kind);

  test.skipIf(kind.isAway).for(Object.entries(writes))("CA-05 every viewer sees it at once: %s", async ([, write]) => {
    const fixtures = await createFixtures(harness().apps[0] ?? harness().truth);
    await expectSeenAtOnce(harness(), { fixtures, paths: readsOf(fixtures), write });
  });

  test.skipIf(kind.isAway)("CA-05 500 rounds of writing and reading never show what was before", async () => {
    const { apps, truth } = harness();
    const [first = truth] = apps;
    const { ada, slug } = await createFixtures(first);
    for (let round = 0; round < 500; round++) {
      const [writer = truth, reader = truth] = [apps[round % apps.length], apps[(round >> 1) % apps.length]];
      const body = `round ${round}`;
      await writer.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { body } } });
      const read = await reader.rest("GET", `/articles/${slug}`, { token: round % 3 ? undefined : ada.token });
      expect(read.body.article.body).toBe(body);
    }
  });
});
