import { readSse } from "../live/sse.ts";
import { publicOrigin, type RestOptions, type TestApp } from "./app.ts";

/** A tRPC response to one call. */
export interface TrpcAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly error: any;
}

/** Sends a raw body, or none with `undefined`, as a tRPC client would. */
export async function sendTrpc(app: TestApp, path: string, init: RequestInit): Promise<TrpcAnswer> {
  const response = await app.fetch(`/trpc/${path}`, init);
  const answer = await response.json();
  return { status: response.status, headers: response.headers, data: answer.result?.data, error: answer.error?.data };
}

const authorization = (token: string | undefined) => (token === undefined ? {} : { authorization: `Bearer ${token}` });

/** Calls a query over tRPC. */
export const queryTrpc = (app: TestApp, name: string, input: unknown = {}, { token, headers }: RestOptions = {}) =>
  sendTrpc(app, `${name}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { ...authorization(token), ...headers },
  });

/** Calls a mutation over tRPC. */
export const mutateTrpc = (app: TestApp, name: string, input: unknown = {}, { token, headers }: RestOptions = {}) =>
  sendTrpc(app, name, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization(token), ...headers },
    body: JSON.stringify(input),
  });

/** Opens a subscription over tRPC, and leaves it after its first event; `data` is null once it is open. */
export async function followTrpc(app: TestApp, name: string, input: unknown, { token }: RestOptions = {}) {
  const path = `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await app.fetch(path, { headers: { accept: "text/event-stream", ...authorization(token) } });
  const reader = readSse(response);
  await reader.next();
  // A refusal comes whole, with the first bytes.
  const refusal = reader.text().includes("serialized-error") ? await reader.next() : undefined;
  reader.leave();
  const error = refusal === undefined ? undefined : JSON.parse(refusal.data).data;
  return { status: response.status, headers: response.headers, data: error === undefined ? null : undefined, error };
}

/** Headers of a same-origin browser request with a session cookie. */
export const fromBrowser = (cookie: string | undefined, origin = publicOrigin) => ({
  origin,
  ...(cookie !== undefined && { cookie }),
});
