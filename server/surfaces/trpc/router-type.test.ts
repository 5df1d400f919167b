import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink, TRPCClientError } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs, inferSubscriptionOutput } from "@trpc/server";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import type { OutputOf, Reset } from "../../../shared/contract/index.ts";
import type { api } from "../../../shared/index.ts";
import { signUp, startTestApp, type TestApp } from "../../../tests/support/app.ts";
import { serveTestApp, type TestServer } from "../../../tests/support/http.ts";
import type { errorShape } from "./error-format.ts";
import type { Router, RouterError } from "./router-type.ts";

let app: TestApp;
let server: TestServer;
let token: string;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
  ({ token } = await signUp(app, "ada"));
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

const links = {
  httpLink,
  httpBatchLink,
  httpBatchStreamLink,
};

const clientBy = (link: keyof typeof links) =>
  createTRPCClient<Router>({
    links: [
      links[link]({
        url: `${server.url}/trpc`,
        methodOverride: "POST",
        headers: () => ({ authorization: `Bearer ${token}` }),
      }),
    ],
  });

test.each(["httpLink", "httpBatchLink", "httpBatchStreamLink"] as const)(
  "tRPC's own client works over %s, with reads by POST",
  async (link) => {
    const client = clientBy(link);
    const title = `By ${link}`;
    const article = await client.articles.publish.mutate({ title, description: "d", body: "b" });
    const [seen, user, page] = await Promise.all([
      client.articles.get.query({ slug: article.slug }),
      client.accounts.current.query(),
      client.articles.list.query({ author: "ada", limit: 1 }),
    ]);
    expect([seen.title, user.username, page.articles[0]?.title]).toEqual([title, "ada", title]);
    expect(server.requests.every(({ method }) => method === "POST")).toBe(true);
    const error: unknown = await client.articles.get.query({ slug: "nowhere" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(error).toMatchObject({ data: { reason: "not_found", httpStatus: 404, errors: { article: ["not found"] } } });
  },
);

test("Router: infers inputs and outputs from the contracts", () => {
  type Inputs = inferRouterInputs<Router>;
  type Outputs = inferRouterOutputs<Router>;
  expectTypeOf<Inputs["articles"]["get"]>().toEqualTypeOf<{ slug: string }>();
  expectTypeOf<Outputs["tags"]["list"]>().toEqualTypeOf<{ tags: string[] }>();
  expectTypeOf<Outputs["articles"]["get"]["author"]["bio"]>().toEqualTypeOf<string | null>();
  expectTypeOf<Outputs["articles"]["delete"]>().toEqualTypeOf<null>();
  expectTypeOf<Exclude<Inputs["articles"]["changes"], void>>().toEqualTypeOf<{
    author?: string | undefined;
    lastEventId?: string | undefined;
  }>();
  type Message = inferSubscriptionOutput<Router["_def"]["record"]["articles"]["changes"]>;
  expectTypeOf<Message>().toEqualTypeOf<{ id: string; data: OutputOf<typeof api.articles.changes> | Reset }>();
  expectTypeOf<ReturnType<typeof errorShape>>().toExtend<RouterError>();
});

test("Router: an invalid call does not compile", () => {
  const client = clientBy("httpLink");
  const wrong = [
    // @ts-expect-error: a slug is a text
    () => client.articles.get.query({ slug: 7 }),
    // @ts-expect-error: the slug is missing
    () => client.articles.get.query(),
    // @ts-expect-error: there is no such field
    () => client.tags.list.query({ limit: 7 }),
    // @ts-expect-error: a query is no mutation
    () => client.articles.get.mutate({ slug: "a" }),
    // @ts-expect-error: there is no such procedure
    () => client.articles.burn.mutate(),
  ];
  expect(wrong).toHaveLength(5);
});
