import createClient from "openapi-fetch";
import type { paths } from "./generated/api.d.ts";
import { api, bearer, failureOf, runStory } from "./story.ts";

const client = createClient<paths>({ baseUrl: api });

await runStory({
  signUp: async (user) => (await client.POST("/users", { body: { user } })).data?.user.token,
  publish: async (token, article) =>
    (await client.POST("/articles", { headers: bearer(token), body: { article } })).data?.article,
  count: async (token, author) =>
    (await client.GET("/articles", { headers: bearer(token), params: { query: { author } } })).data?.articlesCount,
  favorite: async (token, slug) =>
    (await client.POST("/articles/{slug}/favorite", { headers: bearer(token), params: { path: { slug } } })).data
      ?.article,
  missing: async (slug) => {
    const { error, response } = await client.GET("/articles/{slug}", { params: { path: { slug } } });
    return failureOf(response.status, error);
  },
  refused: async (token, article) => {
    const { error, response } = await client.POST("/articles", { headers: bearer(token), body: { article } });
    return failureOf(response.status, error);
  },
});
