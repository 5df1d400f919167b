import { QueryClient } from "@tanstack/react-query";
import {
  accountsRegister,
  articlesFavorite,
  articlesPublish,
  getArticlesGetQueryOptions,
  getArticlesListQueryOptions,
  useArticlesPublish,
} from "./generated/api.ts";
import { bearer, failureOf, runStory, same } from "./story.ts";

const queries = new QueryClient();
const as = (token: string) => ({ headers: bearer(token) });
same("a hook", typeof useArticlesPublish, "function");

await runStory({
  signUp: async (user) => {
    const answer = await accountsRegister({ user });
    return answer.status === 201 ? answer.data.user.token : undefined;
  },
  publish: async (token, article) => {
    const answer = await articlesPublish({ article }, as(token));
    return answer.status === 201 ? answer.data.article : undefined;
  },
  count: async (token, author) => {
    const answer = await queries.fetchQuery(getArticlesListQueryOptions({ author }, { fetch: as(token) }));
    return answer.status === 200 ? answer.data.articlesCount : undefined;
  },
  favorite: async (token, slug) => {
    const answer = await articlesFavorite(slug, as(token));
    return answer.status === 200 ? answer.data.article : undefined;
  },
  missing: async (slug) => {
    const answer = await queries.fetchQuery(getArticlesGetQueryOptions(slug));
    return failureOf(answer.status, answer.status === 404 ? answer.data : undefined);
  },
  refused: async (token, article) => {
    const answer = await articlesPublish({ article }, as(token));
    return failureOf(answer.status, answer.status === 422 ? answer.data : undefined);
  },
});
