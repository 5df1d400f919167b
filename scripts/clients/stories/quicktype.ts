import { type AccountsRegisterRequest, type ArticlesPublishRequest, Convert } from "./generated/api.ts";
import { post, problemOf, read } from "./plain.ts";
import { bearer, runStory } from "./story.ts";

const text = JSON.stringify;

await runStory({
  signUp: async (user) =>
    Convert.toUserReply(text(await post("/users", { user: { ...user } } satisfies AccountsRegisterRequest))).user.token,
  publish: async (token, article) =>
    Convert.toArticleReply(
      text(await post("/articles", { article: { ...article } } satisfies ArticlesPublishRequest, bearer(token))),
    ).article,
  count: async (token, author) =>
    Convert.toArticlePage(text(await read(`/articles?author=${author}`, bearer(token)))).articlesCount,
  favorite: async (token, slug) =>
    Convert.toArticleReply(text(await post(`/articles/${slug}/favorite`, undefined, bearer(token)))).article,
  missing: (slug) => problemOf("GET", `/articles/${slug}`),
  refused: (token, article) => problemOf("POST", "/articles", { article }, bearer(token)),
});
