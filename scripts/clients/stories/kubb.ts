import { accountsRegister } from "./generated/clients/accountsRegister.ts";
import { articlesFavorite } from "./generated/clients/articlesFavorite.ts";
import { articlesList } from "./generated/clients/articlesList.ts";
import { articlesPublish } from "./generated/clients/articlesPublish.ts";
import { accountsRegisterRequestSchema } from "./generated/zod/accountsRegisterRequestSchema.ts";
import { articlePageSchema } from "./generated/zod/articlePageSchema.ts";
import { problemOf } from "./plain.ts";
import { bearer, runStory, same } from "./story.ts";

// Kubb's generated client sends no content-type.
const json = { headers: { "content-type": "application/json" } };
const as = (token: string) => ({ headers: { ...json.headers, ...bearer(token) } });

await runStory({
  signUp: async (user) => (await accountsRegister(accountsRegisterRequestSchema.parse({ user }), json)).user.token,
  publish: async (token, article) => (await articlesPublish({ article }, {}, as(token))).article,
  count: async (token, author) => {
    const page = articlePageSchema.parse(await articlesList({ author }, {}, as(token)));
    same("a count is a number", typeof page.articlesCount, "number");
    return page.articlesCount;
  },
  favorite: async (token, slug) => (await articlesFavorite(slug, {}, as(token))).article,
  // Kubb's generated client returns an error response as if it were a success.
  missing: (slug) => problemOf("GET", `/articles/${slug}`),
  refused: (token, article) => problemOf("POST", "/articles", { article }, bearer(token)),
});
