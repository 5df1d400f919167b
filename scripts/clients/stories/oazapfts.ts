import * as generated from "./generated/api.ts";
import { api, bearer, failureOf, runStory } from "./story.ts";

generated.defaults.baseUrl = api;
const as = (token: string) => ({ headers: bearer(token) });

await runStory({
  signUp: async (user) => {
    const answer = await generated.accountsRegister({ user });
    return answer.status === 201 ? answer.data.user.token : undefined;
  },
  publish: async (token, article) => {
    const answer = await generated.articlesPublish({ article }, {}, as(token));
    return answer.status === 201 ? answer.data.article : undefined;
  },
  count: async (token, author) => {
    const answer = await generated.articlesList({ author }, as(token));
    return answer.status === 200 ? answer.data.articlesCount : undefined;
  },
  favorite: async (token, slug) => {
    const answer = await generated.articlesFavorite(slug, {}, as(token));
    return answer.status === 200 ? answer.data.article : undefined;
  },
  missing: async (slug) => {
    const answer = await generated.articlesGet(slug);
    return failureOf(answer.status, answer.status === 404 ? answer.data : undefined);
  },
  refused: async (token, article) => {
    const answer = await generated.articlesPublish({ article }, {}, as(token));
    return failureOf(answer.status, answer.status === 422 ? answer.data : undefined);
  },
});
