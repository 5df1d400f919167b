import { readFileSync } from "node:fs";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { Client, cacheExchange, fetchExchange } from "@urql/core";
import { buildSchema, isAbstractType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { enrol } from "../support/people.ts";

let app: TestApp;
let token: string;
let requests = 0;
beforeAll(async () => {
  app = await startTestApp();
  ({ token } = await enrol(app, "ada"));
  for (const title of ["Dovetails", "Glue", "Planes"])
    await app.rest("POST", "/articles", { token, body: { article: { title, description: "d", body: "b" } } });
});
afterAll(() => app.stop());

const url = "http://localhost:8787/graphql";
const fetchFromApp: typeof fetch = (address, init) => {
  requests += 1;
  const { pathname, search } = new URL(String(address));
  return app.fetch(pathname + search, init);
};

/** The members of unions and interfaces, as Apollo's documentation takes them from a schema. */
function possibleTypesOf(text: string): Record<string, string[]> {
  const schema = buildSchema(text);
  return Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter(isAbstractType)
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}

const article = `query ($slug: String!) {
  articlesGet(slug: $slug) { ... on Article { slug title favorited author { username } } ... on ApiError { code message } }
}`;
const favorite = `mutation ($slug: String!) {
  articlesFavorite(input: { slug: $slug }) { ... on Article { slug favorited author { username } } ... on ApiError { code } }
}`;

const apollo = () =>
  new ApolloClient({
    link: new HttpLink({ uri: url, fetch: fetchFromApp, headers: { authorization: `Bearer ${token}` } }),
    cache: new InMemoryCache({
      possibleTypes: possibleTypesOf(readFileSync("client/generated/schema.graphql", "utf8")),
      typePolicies: {
        Query: { fields: { articlesList: relayStylePagination(["tag", "author"]) } },
        Article: { keyFields: ["slug"] },
      },
    }),
  });

test("Apollo Client reads unions of errors by their interface, and a mutation changes what it has cached", async () => {
  const client = apollo();
  const read = async (slug: string) => (await client.query({ query: gql(article), variables: { slug } })).data;
  expect(await read("nowhere")).toMatchObject({ articlesGet: { __typename: "NotFoundError", code: "not_found" } });
  expect(await read("glue")).toMatchObject({ articlesGet: { __typename: "Article", title: "Glue", favorited: false } });
  await client.mutate({ mutation: gql(favorite), variables: { slug: "glue" } });
  const before = requests;
  expect(await read("glue")).toMatchObject({ articlesGet: { favorited: true } });
  expect(requests).toBe(before);
});

test("Apollo Client reads on in a list by relayStylePagination", async () => {
  const query = gql(`query ($first: Int, $after: String) {
    articlesList(first: $first, after: $after) { edges { cursor node { slug title } } pageInfo { endCursor hasNextPage } }
  }`);
  const client = apollo();
  interface Page {
    readonly articlesList: {
      readonly edges: readonly { readonly node: { readonly slug: string } }[];
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  }
  const list = client.watchQuery<Page>({ query, variables: { first: 2 } });
  const following = list.subscribe(() => {});
  const shown = () => client.readQuery<Page>({ query, variables: { first: 2 } })?.articlesList;
  await expect.poll(() => shown()?.pageInfo).toMatchObject({ hasNextPage: true });
  await list.fetchMore({ variables: { after: shown()?.pageInfo.endCursor } });
  expect(shown()?.edges.map(({ node }) => node.slug)).toEqual(["planes", "glue", "dovetails"]);
  expect(shown()?.pageInfo).toMatchObject({ hasNextPage: false });
  following.unsubscribe();
});

test("urql reads unions of errors, and its cache refetches queries that a mutation changes", async () => {
  const client = new Client({
    url,
    fetch: fetchFromApp,
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
  const read = async (slug: string) => (await client.query(article, { slug })).data?.articlesGet;
  expect(await read("nowhere")).toMatchObject({ __typename: "NotFoundError", code: "not_found" });
  expect(await read("planes")).toMatchObject({ __typename: "Article", favorited: false });
  const before = requests;
  await read("planes");
  expect(requests).toBe(before);
  await client.mutation(favorite, { slug: "planes" });
  expect(await read("planes")).toMatchObject({ favorited: true });
});

test("urql follows a subscription over its own fetch", async () => {
  const client = new Client({
    url,
    fetch: fetchFromApp,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    preferGetMethod: false,
  });
  const slugs: unknown[] = [];
  const following = client
    .subscription("subscription { articlesChanges { ... on ArticleChange { slug } } }", {})
    .subscribe(({ data }) => slugs.push(data?.articlesChanges?.slug));
  await expect.poll(() => app.streams.count()).toBe(1);
  await app.rest("POST", "/articles", { token, body: { article: { title: "Saws", description: "d", body: "b" } } });
  await expect.poll(() => slugs).toEqual(["saws"]);
  following.unsubscribe();
});
