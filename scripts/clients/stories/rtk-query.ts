import { configureStore } from "@reduxjs/toolkit";
import { api as generated } from "./generated/api.ts";
import { session } from "./generated/empty.ts";
import { api, bearer, failureOf, runStory } from "./story.ts";

session.baseUrl = api;
const store = configureStore({
  reducer: { [generated.reducerPath]: generated.reducer },
  middleware: (defaults) => defaults().concat(generated.middleware),
});
const { endpoints } = generated;
const as = (token: string) => {
  session.headers = bearer(token);
};
const failureIn = (error: unknown) => {
  const { status, data } = session.failure(error);
  return failureOf(status, data);
};

await runStory({
  signUp: async (user) =>
    (await store.dispatch(endpoints.accountsRegister.initiate({ accountsRegisterRequest: { user } }))).data?.user.token,
  publish: async (token, article) => {
    as(token);
    return (await store.dispatch(endpoints.articlesPublish.initiate({ articlesPublishRequest: { article } }))).data
      ?.article;
  },
  count: async (_token, author) =>
    (await store.dispatch(endpoints.articlesList.initiate({ author }))).data?.articlesCount,
  favorite: async (_token, slug) => (await store.dispatch(endpoints.articlesFavorite.initiate({ slug }))).data?.article,
  missing: async (slug) => failureIn((await store.dispatch(endpoints.articlesGet.initiate({ slug }))).error),
  refused: async (_token, article) =>
    failureIn(
      (await store.dispatch(endpoints.articlesPublish.initiate({ articlesPublishRequest: { article } }))).error,
    ),
});
