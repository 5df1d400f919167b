import type { Person } from "../support/people.ts";
import { type Answer, call, fieldsIn } from "./proxied-server.ts";

/** Reads the version that a server returns; `undefined` for responses that do not count, such as a 503. */
export type Ask = (url: string) => Promise<number | undefined>;

const at = (url: string) => ({ server: { url } });
const bearer = (person: Person | undefined) => (person === undefined ? {} : { token: person.token });

/** The number at the end of "version 7". */
export const versionIn = (text: unknown): number | undefined => {
  const [, number] = /^version (\d+)$/.exec(String(text)) ?? [];
  return number === undefined ? undefined : Number(number);
};

/** A REST read, with or without a token. */
export async function get(url: string, path: string, person?: Person): Promise<Answer | undefined> {
  const answer = await call(at(url), "GET", path, bearer(person));
  return answer.status === 200 ? answer : undefined;
}

/** A REST write. */
export const send = (url: string, method: "POST" | "PUT" | "DELETE", path: string, person: Person, body?: unknown) =>
  call(at(url), method, path, { token: person.token, ...(body !== undefined && { body }) });

/** A tRPC mutation. */
export const mutate = (url: string, procedure: string, person: Person, input: object) =>
  call(at(url), "POST", `/trpc/${procedure}`, { token: person.token, body: input });

/** The result of a tRPC query. */
export async function query(url: string, procedure: string, input: object, person?: Person): Promise<unknown> {
  const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await call(at(url), "GET", path, bearer(person));
  return answer.status === 200 ? fieldsIn(answer, "result", "data") : undefined;
}

/** Two queries in one batch; returns the result of the second. */
export async function secondOfBatch(url: string, procedures: readonly [string, string], inputs: readonly object[]) {
  const input = encodeURIComponent(JSON.stringify({ ...inputs }));
  const answer = await call(at(url), "GET", `/trpc/${procedures.join(",")}?batch=1&input=${input}`);
  return answer.status === 200 ? fieldsIn(answer, "1", "result", "data") : undefined;
}

const cached = async (url: string, path: string, tag: string | null) =>
  fetch(`${url}${path}`, { headers: tag === null ? {} : { "if-none-match": tag } });

/** A browser that revalidates by ETag: 304 means that its last response is still current. */
export function asBrowser(path: string, numberIn: (body: unknown) => number | undefined): Ask {
  let kept: { readonly tag: string | null; readonly seen: number | undefined } = { tag: null, seen: undefined };
  return async (url) => {
    const { tag, seen } = kept;
    const response = await cached(url, path, tag);
    const text = await response.text();
    if (response.status === 304) return seen;
    if (response.status !== 200) return undefined;
    const body: unknown = JSON.parse(text);
    kept = { tag: response.headers.get("etag"), seen: numberIn(body) };
    return kept.seen;
  };
}

/** Reads nested fields. */
export const field = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (of, name) => (typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined),
    value,
  );
