import {
  AccountsRegisterBody,
  AccountsRegisterResponse,
  ArticlesFavoriteResponse,
  ArticlesListResponse,
  ArticlesPublishBody,
  ArticlesPublishResponse,
} from "./generated/api.ts";
import { bearer, post, problemOf, read, runStory } from "./plain.ts";
import { same } from "./story.ts";

for (const username of ["grace", "pip", "Zoë", "李四", "\u{1f600}"]) {
  const user = { username, email: "grace@example.com", password: "correct horse battery" };
  same(`the name ${username}`, AccountsRegisterBody.safeParse({ user }).success, true);
}
for (const username of ["", " ", " pip", "a\u0007b"]) {
  const user = { username, email: "grace@example.com", password: "correct horse battery" };
  same(`the name ${JSON.stringify(username)}`, AccountsRegisterBody.safeParse({ user }).success, false);
}

await runStory({
  signUp: async (user) =>
    AccountsRegisterResponse.parse(await post("/users", AccountsRegisterBody.parse({ user }))).user.token,
  publish: async (token, article) =>
    ArticlesPublishResponse.parse(await post("/articles", ArticlesPublishBody.parse({ article }), bearer(token)))
      .article,
  count: async (token, author) =>
    ArticlesListResponse.parse(await read(`/articles?author=${author}`, bearer(token))).articlesCount,
  favorite: async (token, slug) =>
    ArticlesFavoriteResponse.parse(await post(`/articles/${slug}/favorite`, undefined, bearer(token))).article,
  missing: (slug) => problemOf("GET", `/articles/${slug}`),
  refused: (token, article) => problemOf("POST", "/articles", { article }, bearer(token)),
});
