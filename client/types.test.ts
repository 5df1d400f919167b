import { expect, expectTypeOf, test } from "vitest";
import type { clientErrorCodes } from "../shared/contract/index.ts";
import {
  type Article,
  type ArticlesGetInput,
  type ArticlesListInput,
  type ArticlesPublishInput,
  type ArticlesUpdateError,
  type CallError,
  type CallOptions,
  type ClientErrorCode,
  type ClientOptions,
  createClient,
  type ErrorCodeOf,
  isError,
  type Profile,
  type SessionsListOutput,
  type StandardErrorCode,
} from "./index.ts";

const client = createClient({ url: "http://localhost" });

test("inputs and outputs are plain types, as one would write them", () => {
  expectTypeOf<Profile>().toEqualTypeOf<{
    username: string;
    bio: string | null;
    image: string | null;
    following: boolean;
  }>();
  expectTypeOf<ArticlesPublishInput>().toEqualTypeOf<{
    title: string;
    description: string;
    body: string;
    tagList?: readonly string[] | undefined;
  }>();
  expectTypeOf<SessionsListOutput["sessions"][number]["app"]>().toEqualTypeOf<string | null>();
  expectTypeOf(client.articles.get).toEqualTypeOf<
    (input: ArticlesGetInput, options?: CallOptions) => Promise<Article>
  >();
  expectTypeOf(client.articles.list).parameter(0).toEqualTypeOf<ArticlesListInput | undefined>();
  expectTypeOf(client.articles.delete).returns.toEqualTypeOf<Promise<null>>();
});

test("errors narrow to the codes that a procedure can fail with", () => {
  expectTypeOf<ArticlesUpdateError>().toEqualTypeOf<"not_found" | "forbidden">();
  type Common = StandardErrorCode | ClientErrorCode;
  expectTypeOf<ErrorCodeOf<"articles.update">>().toEqualTypeOf<"not_found" | "forbidden" | Common>();
  expectTypeOf<ErrorCodeOf<"tags.list">>().toEqualTypeOf<Common>();
  const narrowing = (error: unknown) => {
    if (isError(error, "articles.update", "forbidden")) expectTypeOf(error).toEqualTypeOf<CallError<"forbidden">>();
    else if (isError(error, "articles.update"))
      expectTypeOf(error.code).toEqualTypeOf<"not_found" | "forbidden" | Common>();
    // @ts-expect-error: this procedure has no such error
    isError(error, "articles.get", "forbidden");
    // @ts-expect-error: there is no such procedure
    isError(error, "articles.burn");
  };
  expect(() => narrowing(new Error("other"))).not.toThrow();
});

test("the client's own codes are those that no contract may declare", () => {
  expectTypeOf<ClientErrorCode>().toEqualTypeOf<(typeof clientErrorCodes)[number]>();
});

test("every standard fetch can be the client's, a bound one too", () => {
  expectTypeOf<typeof globalThis.fetch>().toExtend<NonNullable<ClientOptions["fetch"]>>();
  const binding = { fetch: (_input: string | URL | Request, _init?: RequestInit) => Promise.resolve(new Response()) };
  expectTypeOf(binding.fetch.bind(binding)).toExtend<NonNullable<ClientOptions["fetch"]>>();
});

test("wrong calls do not compile", () => {
  const wrong = [
    // @ts-expect-error: a slug is a text
    () => client.articles.get({ slug: 7 }),
    // @ts-expect-error: the input is missing
    () => client.articles.get(),
    // @ts-expect-error: there is no such field
    () => client.articles.get({ slug: "a", limit: 1 }),
    // @ts-expect-error: options are the second argument
    () => client.tags.list({ timeoutMs: 5 }),
    // @ts-expect-error: there is no such procedure
    () => client.articles.burn({ slug: "a" }),
    // @ts-expect-error: only two places keep a session
    () => client.accounts.login({ email: "a", password: "b", session: "drawer" }),
    // @ts-expect-error: a client needs an address
    () => createClient({}),
  ];
  expect(wrong).toHaveLength(7);
});
