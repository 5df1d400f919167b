import { Api, type HttpResponse, type Problem } from "./generated/api.ts";
import { api, bearer, failureOf, runStory } from "./story.ts";

const client = new Api({ baseUrl: api });
const as = (token: string) => ({ headers: bearer(token) });

/** Guarantees what is thrown: this client throws the responses of failed calls. */
const failureIn = (call: Promise<unknown>) =>
  call.then(
    () => failureOf(undefined, undefined),
    (thrown: HttpResponse<unknown, Problem>) => failureOf(thrown.status, thrown.error),
  );

await runStory({
  signUp: async (user) => (await client.users.accountsRegister({ user })).data.user.token,
  publish: async (token, article) => (await client.articles.articlesPublish({ article }, as(token))).data.article,
  count: async (token, author) => (await client.articles.articlesList({ author }, as(token))).data.articlesCount,
  favorite: async (token, slug) => (await client.articles.articlesFavorite(slug, as(token))).data.article,
  missing: (slug) => failureIn(client.articles.articlesGet(slug)),
  refused: (token, article) => failureIn(client.articles.articlesPublish({ article }, as(token))),
});
