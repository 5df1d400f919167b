import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { notFound, query } from "../../shared/contract/index.ts";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { serveContracts } from "../support/contracts.ts";
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

const Person = z.object({ id: z.int(), managerId: z.int() }).meta({ id: "Person" });

const people = {
  get: query({
    summary: "Get a person",
    access: "public",
    input: z.object({ id: z.int() }),
    output: Person,
    errors: { not_found: notFound("person") },
    links: { "Person.manager": { id: "managerId" } },
  }),
};

test("one batch asks for each input once; declared errors of some leave the others alone", async () => {
  const asked: (readonly number[])[] = [];
  const person = (id: number) => ({ id, managerId: Math.floor(id / 2) });
  const service = serveContracts(
    {
      people,
      teams: {
        list: query({ summary: "List a team", access: "public", input: z.object({}), output: z.array(Person) }),
      },
    },
    {
      people: {
        get: {
          read: ({ input, fail }) => (input.id === 0 ? fail("not_found") : person(input.id)),
          many: ({ inputs, failure }) => {
            asked.push(inputs.map(({ id }) => id));
            return inputs.map(({ id }) => (id === 0 ? failure("not_found") : person(id)));
          },
        },
      },
      teams: { list: () => [1, 4, 5, 6].map(person) },
    },
  );
  const { data, errors } = await graphql(service, "{ teamsList { id manager { id manager { id } } } }");
  expect(data.teamsList).toEqual([
    { id: "1", manager: null },
    { id: "4", manager: { id: "2", manager: { id: "1" } } },
    { id: "5", manager: { id: "2", manager: { id: "1" } } },
    { id: "6", manager: { id: "3", manager: { id: "1" } } },
  ]);
  expect(asked).toEqual([[0, 2, 3], [1]]);
  expect(errors).toMatchObject([{ path: ["teamsList", 0, "manager"], extensions: { code: "not_found", status: 404 } }]);
});

test("links that lead nowhere are refused when contracts are defined, and a handler without many at start", () => {
  const link = (links: Record<`${string}.${string}`, Record<string, string>>) => () =>
    serveContracts({ people: { get: { ...people.get, links } } }, { people: { get: () => ({ id: 1, managerId: 1 }) } });
  expect(link({ "Unknown.boss": { id: "id" } })).toThrow(
    'people.get: links: no output has a type with the id "Unknown"',
  );
  expect(link({ "Person.id": { id: "id" } })).toThrow('"Person" has a field "id" already');
  expect(link({ "Person.boss": { nr: "id" } })).toThrow('the input has no field "nr"');
  expect(link({ "Person.boss": { id: "nr" } })).toThrow('"nr" is no field that every "Person" has');
  expect(link({ "Person.boss": { id: "managerId" } })).toThrow("people.get: the contract declares links");
});
