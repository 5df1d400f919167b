import { createClient, createConfig } from "./generated/client/index.ts";
import { accountsRegister, articlesFavorite, articlesGet, articlesList, articlesPublish } from "./generated/sdk.gen.ts";
import { zArticlesListResponse, zArticlesPublishBody } from "./generated/zod.gen.ts";
import { api, failureOf, runStory, same } from "./story.ts";

const client = createClient(createConfig({ baseUrl: api }));
const as = (token: string) => ({ client, auth: () => token });

await runStory({
  signUp: async (user) => (await accountsRegister({ client, body: { user } })).data?.user.token,
  publish: async (token, article) =>
    (await articlesPublish({ ...as(token), body: zArticlesPublishBody.parse({ article }) })).data?.article,
  count: async (token, author) => {
    const { data } = await articlesList({ ...as(token), query: { author } });
    const page = zArticlesListResponse.parse(data);
    same("a count is a number", typeof page.articlesCount, "number");
    return page.articlesCount;
  },
  favorite: async (token, slug) => (await articlesFavorite({ ...as(token), path: { slug } })).data?.article,
  missing: async (slug) => {
    const { error, response } = await articlesGet({ client, path: { slug } });
    return failureOf(response?.status, error);
  },
  refused: async (token, article) => {
    const { error, response } = await articlesPublish({ ...as(token), body: { article } });
    return failureOf(response?.status, error);
  },
});
