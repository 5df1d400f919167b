import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { graphql } from "../support/graphql.ts";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: "info" });
  ({ token } = await signUp(app, "ada"));
  const grace = await signUp(app, "grace");
  for (const title of ["Dovetails", "Glue", "Planes"]) {
    await app.rest("POST", "/articles", { token, body: { article: { title, description: "d", body: "b" } } });
    for (const body of ["First", "Second"])
      await app.rest("POST", `/articles/${title.toLowerCase()}/comments`, {
        token: grace.token,
        body: { comment: { body } },
      });
  }
});
afterAll(() => app.stop());

const deep = `{
  articlesList(first: 20) { nodes { slug
    comments(first: 1) { pageInfo { hasNextPage } nodes { body author { username
      articles(first: 2) { articlesCount nodes { title } }
    } } }
    author { articles(first: 2) { articlesCount nodes { title comments { nodes { body } } } } }
  } }
}`;

const statementsOf = ({ logLines }: TestApp) => logLines.findLast(({ event }) => event === "http.request")?.statements;

test("links are loaded by at most one statement for each procedure that the document names, whatever the depth", async () => {
  const { data, errors } = await graphql(app, deep);
  expect(errors).toBeUndefined();
  const [planes] = data.articlesList.nodes;
  expect(planes.comments).toEqual({
    pageInfo: { hasNextPage: true },
    nodes: [{ body: "Second", author: { username: "grace", articles: { articlesCount: 0, nodes: [] } } }],
  });
  expect(planes.author.articles).toMatchObject({ articlesCount: 3, nodes: [{ title: "Planes" }, { title: "Glue" }] });
  expect(planes.author.articles.nodes[0].comments.nodes).toEqual([{ body: "Second" }, { body: "First" }]);
  // articlesList, comments, articles, articles, comments.
  expect(statementsOf(app)).toBeLessThanOrEqual(5);
  await graphql(app, deep, { token });
  // The session's look-up comes on top.
  expect(statementsOf(app)).toBeLessThanOrEqual(6);
});

test("a link answers what its query answers", async () => {
  const page = "pageInfo { endCursor } nodes { id body createdAt author { username following } }";
  const { data } = await graphql(
    app,
    `{ one: commentsList(slug: "glue", first: 1) { ... on CommentsListConnection { ${page} } }
       articlesGet(slug: "glue") { ... on Article { comments(first: 1) { ${page} } } } }`,
    { token },
  );
  expect(data.articlesGet.comments).toEqual(data.one);
  const { endCursor } = data.one.pageInfo;
  const after = await graphql(
    app,
    `query ($after: String) { one: commentsList(slug: "glue", after: $after) { ... on CommentsListConnection { ${page} } }
       articlesGet(slug: "glue") { ... on Article { comments(after: $after) { ${page} } } } }`,
    { variables: { after: endCursor } },
  );
  expect(after.data.articlesGet.comments).toEqual(after.data.one);
  expect(after.data.one.nodes).toHaveLength(1);
});

test("a refusal of a link leaves null in its place, and its code in errors", async () => {
  const { data, errors } = await graphql(
    app,
    `{ articlesList(first: 1) { nodes { slug comments(after: "!") { nodes { id } } } } }`,
  );
  expect(data.articlesList.nodes).toEqual([{ slug: "planes", comments: null }]);
  expect(errors).toMatchObject([
    {
      path: ["articlesList", "nodes", 0, "comments"],
      extensions: { code: "invalid", errors: { cursor: [expect.any(String)] } },
    },
  ]);
});
