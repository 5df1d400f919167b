import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { graphql } from "../support/graphql.ts";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ token } = await signUp(app, "ada"));
});
afterAll(() => app.stop());

const publish = `mutation Publish($input: ArticlesPublishInput!) {
  articlesPublish(input: $input) { __typename ... on Article { slug title createdAt author { username following } } }
}`;

const draft = (title: string) => ({ input: { title, description: "d", body: "b", tagList: ["wood"] } });

test("a mutation and a query go through the pipeline", async () => {
  const { data, errors, status } = await graphql(app, publish, { token, variables: draft("How joints hold") });
  expect({ errors, status }).toEqual({ errors: undefined, status: 200 });
  expect(data.articlesPublish).toMatchObject({
    __typename: "Article",
    slug: "how-joints-hold",
    author: { username: "ada" },
  });
  const got = await graphql(app, `{ articlesGet(slug: "how-joints-hold") { ... on Article { title tagList } } }`);
  expect(got.data).toEqual({ articlesGet: { title: "How joints hold", tagList: ["wood"] } });
});

test("a declared error is a value of the union, with its code and messages", async () => {
  const { data, errors } = await graphql(
    app,
    `{ articlesGet(slug: "nowhere") { __typename ... on Article { slug } ... on ApiError { code status errors { subject messages } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.articlesGet).toEqual({
    __typename: "NotFoundError",
    code: "not_found",
    status: 404,
    errors: [{ subject: "article", messages: ["not found"] }],
  });
});

test("an undeclared standard error is in errors, and does not affect the other fields", async () => {
  const { data, errors, status } = await graphql(app, "{ tagsList { tags } accountsCurrent { username } }");
  expect(status).toBe(200);
  expect(data).toEqual({ tagsList: { tags: ["wood"] }, accountsCurrent: null });
  expect(errors).toEqual([
    {
      message: "Sign in to call this procedure.",
      path: ["accountsCurrent"],
      locations: [{ line: 1, column: 21 }],
      extensions: { code: "unauthorized", status: 401, errors: { token: ["is missing"] } },
    },
  ]);
});

test("an input that does not fit the contract returns its issues", async () => {
  const { data, errors } = await graphql(app, publish, {
    token,
    variables: { input: { ...draft("t").input, title: "" } },
  });
  expect(data).toEqual({ articlesPublish: null });
  expect(errors[0].extensions).toMatchObject({ code: "invalid", status: 422, errors: { title: [expect.any(String)] } });
});

test("a list with cursors is a connection", async () => {
  for (const title of ["Saws", "Planes"]) await graphql(app, publish, { token, variables: draft(title) });
  const page = `query ($after: String) { articlesList(first: 2, after: $after) {
    articlesCount edges { cursor node { slug } } nodes { slug } pageInfo { hasNextPage endCursor } } }`;
  const first = (await graphql(app, page)).data.articlesList;
  expect(first).toMatchObject({
    articlesCount: 3,
    edges: [{ cursor: null, node: { slug: "planes" } }, { node: { slug: "saws" } }],
    nodes: [{ slug: "planes" }, { slug: "saws" }],
    pageInfo: { hasNextPage: true },
  });
  expect(first.edges[1].cursor).toBe(first.pageInfo.endCursor);
  const last = (await graphql(app, page, { variables: { after: first.pageInfo.endCursor } })).data.articlesList;
  expect(last).toMatchObject({
    nodes: [{ slug: "how-joints-hold" }],
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});
