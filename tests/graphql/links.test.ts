import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { notFound, query, subscription } from "../../shared/contract/index.ts";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { serveContracts } from "../support/contracts.ts";
import { graphql } from "../support/graphql.ts";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: "info" });
  ({ token } = await signUp(app, "ada"));
  for (const title of ["Dovetails", "Glue", "Planes"])
    await app.rest("POST", "/articles", { token, body: { article: { title, description: "d", body: "b" } } });
});
afterAll(() => app.stop());

const deep = `{
  articlesList(first: 20) { nodes { slug
    author { username articles(first: 2) { articlesCount nodes { title
      author { articles(first: 1, offset: 1) { nodes { title } } }
    } } }
  } }
}`;

const statementsOf = ({ logLines }: TestApp) => logLines.findLast(({ event }) => event === "http.request")?.statements;

test("links are loaded by at most one statement for each procedure that the document names, whatever the depth", async () => {
  const { data, errors } = await graphql(app, deep);
  expect(errors).toBeUndefined();
  const [planes] = data.articlesList.nodes;
  const deeper = { articles: { nodes: [{ title: "Glue" }] } };
  expect(planes.author.articles).toEqual({
    articlesCount: 3,
    nodes: [
      { title: "Planes", author: deeper },
      { title: "Glue", author: deeper },
    ],
  });
  // articlesList, articles, articles.
  expect(statementsOf(app)).toBeLessThanOrEqual(3);
  await graphql(app, deep, { token });
  // The session's look-up comes on top.
  expect(statementsOf(app)).toBeLessThanOrEqual(4);
});

test("a refusal of a link leaves null in its place, and its code in errors", async () => {
  const { data, errors } = await graphql(
    app,
    `{ articlesList(first: 1) { nodes { author { username articles(after: "!") { nodes { title } } } } } }`,
  );
  expect(data.articlesList.nodes).toEqual([{ author: { username: "ada", articles: null } }]);
  expect(errors).toMatchObject([
    {
      path: ["articlesList", "nodes", 0, "author", "articles"],
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

test("one batch asks for each input once; declared errors of some inputs do not affect the others", async () => {
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

test("a subscription makes no calls for links, and keeps few fields", async () => {
  const service = serveContracts(
    {
      people: {
        ...people,
        changes: subscription({
          summary: "Follow people",
          access: "public",
          input: z.object({}),
          events: ["account.registered"],
          output: Person,
        }),
      },
    },
    {
      people: {
        get: {
          read: ({ input: { id } }) => ({ id, managerId: id }),
          many: ({ inputs }) => inputs.map(({ id }) => ({ id, managerId: id })),
        },
        changes: () => null,
      },
    },
  );
  const refusalOf = async (fields: string) => {
    const headers = { accept: "text/event-stream, application/json" };
    const { status, errors } = await graphql(
      service,
      `subscription { peopleChanges { ... on Person { ${fields} } } }`,
      { headers },
    );
    return [status, errors[0].message];
  };
  expect(await refusalOf("manager { id }")).toEqual([
    400,
    "`manager` is loaded by a call of its own, which a subscription does not make: ask for it by a query.",
  ]);
  const aliases = Array.from({ length: 49 }, (_, n) => `a${n}: id`).join(" ");
  const spread = Array.from({ length: 5 }, () => `... on Person { ${aliases} }`).join(" ");
  expect((await refusalOf(spread))[0]).toBe(413);
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
