import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { defineApi, type FormerName, mutation, type Procedure } from "../../shared/contract/index.ts";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { graphql } from "../support/graphql.ts";
import { changesOf } from "./changes.ts";

const like = (formerly?: readonly FormerName[], extra: z.core.$ZodLooseShape = {}): Procedure =>
  mutation({
    summary: "Like a thing",
    access: "public",
    input: z.object({ id: z.string(), ...extra }),
    output: z.null(),
    ...(formerly !== undefined && { formerly }),
  });

describe("contract:check", () => {
  test("a renamed procedure that keeps its former name breaks no client; without it, it is gone", () => {
    expect(changesOf({ things: { favour: like() } }, { things: { like: like(["things.favour"]) } })).toEqual([
      "compatible: things.favour: is now things.like, and answers to both names",
    ]);
    expect(changesOf({ things: { favour: like() } }, { things: { like: like() } })).toEqual([
      "breaking: things.favour: is gone",
      "compatible: things.like: is new",
    ]);
  });

  test("what else changes with the name is judged as without it", () => {
    const after = like(["things.favour"], { reason: z.string() });
    expect(changesOf({ things: { favour: like() } }, { things: { like: after } })).toEqual([
      "compatible: things.favour: is now things.like, and answers to both names",
      'breaking: things.favour: input field "reason" is new and required',
    ]);
  });

  test("a former name that a release answered to is kept, whatever the name is now", () => {
    const released = { things: { like: like(["things.favour"]) } };
    expect(changesOf(released, { things: { like: like() } })).toEqual([
      "breaking: things.like: no longer answers to its former name things.favour",
    ]);
    expect(changesOf(released, { things: { admire: like(["things.like", "things.favour"]) } })).toEqual([
      "compatible: things.like: is now things.admire, and answers to both names",
    ]);
  });
});

test("defineApi: a former name is a name, and leads to one procedure", () => {
  const define = (formerly: readonly FormerName[]) => () =>
    defineApi({ things: { like: like(formerly), admire: like(["things.adore"]) } });
  expect(define(["things.favour"])).not.toThrow();
  expect(define(["things.a.b"])).toThrow("things.like: formerly: a procedure's name is a feature and a verb");
  for (const taken of ["things.like", "things.admire", "things.adore"] as const)
    expect(define([taken]), taken).toThrow(`"${taken}" already leads to a procedure`);
});

describe("a client of an earlier release", () => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await startTestApp({ LOG_LEVEL: "info" });
    ({ token } = await signUp(app, "ada"));
    await app.rest("POST", "/articles", { token, body: { article: { title: "T", description: "d", body: "b" } } });
  });
  afterAll(() => app.stop());

  const post = async (path: string, body: unknown) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const response = await app.fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };

  test("calls over tRPC by the former name, alone and in batches, and the log shows it", async () => {
    expect(await post("/trpc/articles.favourite", { slug: "t" })).toMatchObject({
      status: 200,
      body: { result: { data: { favorited: true, favoritesCount: 1 } } },
    });
    expect(app.logLines.findLast(({ event }) => event === "http.request")).toMatchObject({
      path: "/trpc/articles.favourite",
      procedures: ["articles.favorite"],
    });
    const batch = { 0: { slug: "t" }, 1: { slug: "none" } };
    expect((await post("/trpc/articles.unfavourite,articles.unfavourite?batch=1", batch)).body).toMatchObject([
      { result: { data: { favorited: false } } },
      { error: { data: { reason: "not_found", path: "articles.unfavourite" } } },
    ]);
  });

  test("calls through tRPC's own handling by the former name", async () => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const streamed = await app.fetch("/trpc/articles.unfavourite?batch=1", {
      method: "POST",
      headers: { ...headers, "trpc-accept": "application/jsonl" },
      body: JSON.stringify({ 0: { slug: "t" } }),
    });
    expect(await streamed.text()).toContain('"favorited":false');
  });

  test("sends GraphQL documents with the former field and its types", async () => {
    const document = `mutation ($input: ArticlesFavouriteInput!) {
      articlesFavourite(input: $input) { __typename ... on Article { favorited } }
    }`;
    const { data, errors } = await graphql(app, document, { token, variables: { input: { slug: "t" } } });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ articlesFavourite: { __typename: "Article", favorited: true } });
  });
});
