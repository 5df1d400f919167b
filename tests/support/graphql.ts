import type { TestApp } from "./app.ts";

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly errors: any;
}

export interface GraphqlCallOptions {
  readonly token?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a GraphQL request by POST. */
export async function graphql(
  app: Pick<TestApp, "fetch">,
  query: string,
  { token, variables, headers }: GraphqlCallOptions = {},
): Promise<GraphqlAnswer> {
  const response = await app.fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, ...(variables !== undefined && { variables }) }),
  });
  const { data, errors } = await response.json();
  return { status: response.status, headers: response.headers, data, errors };
}
