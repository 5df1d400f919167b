import { api, type Failure, failureOf } from "./story.ts";

export { bearer, runStory } from "./story.ts";

// For generators that make types or schemas, but no calls.

type Headers = Readonly<Record<string, string>>;

const ask = (method: string, path: string, body?: unknown, headers: Headers = {}) =>
  fetch(api + path, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** A response that has not been checked against the document. */
export const post = async (path: string, body?: unknown, headers?: Headers): Promise<unknown> =>
  (await ask("POST", path, body, headers)).json();

export const read = async (path: string, headers?: Headers): Promise<unknown> =>
  (await ask("GET", path, undefined, headers)).json();

/** How a call fails. */
export async function problemOf(method: string, path: string, body?: unknown, headers?: Headers): Promise<Failure> {
  const answer = await ask(method, path, body, headers);
  return failureOf(answer.status, await answer.json());
}
