import type { Person } from "../support/people.ts";
import { type Answer, call, within } from "./rig.ts";

/** Tells the number of the state that a server shows; `undefined` where it shows none that counts, such as a 503. */
export type Ask = (url: string) => Promise<number | undefined>;

const at = (url: string) => ({ server: { url } });
const bearer = (person: Person | undefined) => (person === undefined ? {} : { token: person.token });

/** The number at the end of "version 7". */
export const versionIn = (text: unknown): number | undefined => {
  const [, number] = /^version (\d+)$/.exec(String(text)) ?? [];
  return number === undefined ? undefined : Number(number);
};

/** A read over REST by somebody or nobody. */
export async function get(url: string, path: string, person?: Person): Promise<Answer | undefined> {
  const answer = await call(at(url), "GET", path, bearer(person));
  return answer.status === 200 ? answer : undefined;
}

/** A write over REST. */
export const send = (url: string, method: "POST" | "PUT" | "DELETE", path: string, person: Person, body?: unknown) =>
  call(at(url), method, path, { token: person.token, ...(body !== undefined && { body }) });

/** A mutation over tRPC. */
export const mutate = (url: string, procedure: string, person: Person, input: object) =>
  call(at(url), "POST", `/trpc/${procedure}`, { token: person.token, body: input });

/** What a query over tRPC answers. */
export async function query(url: string, procedure: string, input: object, person?: Person): Promise<unknown> {
  const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await call(at(url), "GET", path, bearer(person));
  return answer.status === 200 ? within(answer, "result", "data") : undefined;
}

/** The same of two queries in one batch; what the second answers. */
export async function secondOfBatch(url: string, procedures: readonly [string, string], inputs: readonly object[]) {
  const input = encodeURIComponent(JSON.stringify({ ...inputs }));
  const answer = await call(at(url), "GET", `/trpc/${procedures.join(",")}?batch=1&input=${input}`);
  return answer.status === 200 ? within(answer, "1", "result", "data") : undefined;
}

const cached = async (url: string, path: string, tag: string | null) =>
  fetch(`${url}${path}`, { headers: tag === null ? {} : { "if-none-match": tag } });

/** A browser that asks by ETag: 304 says that what it was shown last is still so. */
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

/** What a value holds under names, one within the other. */
export const field = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (of, name) => (typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined),
    value,
  );
