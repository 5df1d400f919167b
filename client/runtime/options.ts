import type { StreamedBody } from "./event-stream.ts";
import type { AppSession } from "./session.ts";

/** Options of one call. */
export interface CallOptions {
  /** Cancels the call: it rejects at once with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Timeout of the call, retries included; default 30 seconds, `Infinity` for none. */
  readonly timeoutMs?: number | undefined;
  /** Makes a mutation safe to retry: 1 to 255 visible ASCII characters, unique for each operation. */
  readonly idempotencyKey?: string | undefined;
}

/** The options passed to `fetch`: a subset that browsers, Node, Deno, Workers and React Native share. */
export interface RequestOptions {
  method: string;
  headers: Record<string, string>;
  signal: AbortSignal;
  body?: string;
  credentials?: "include" | "omit" | "same-origin";
}

/** The part of a `Response` that the client uses. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  /** Read by subscriptions. */
  readonly body?: StreamedBody | null;
}

/** `fetch`, or a compatible function. */
export type Fetch = (url: string, options: RequestOptions) => Promise<Answer>;

/** A value, or a function that is called before each HTTP request. */
export type Source<T> = T | (() => T | Promise<T>);

/** Resolves a {@link Source}. */
export const resolveSource = async <T>(source: Source<T>): Promise<T> =>
  source instanceof Function ? source() : source;

/** Options of `createClient`. */
export interface ClientOptions {
  /** Base URL of the service, `"https://api.example.com"`; `""` for the page's own origin. */
  readonly url: string;
  /** A session's token, sent as a bearer token with all calls except cacheable public reads. */
  readonly token?: Source<string | null | undefined> | undefined;
  /** An app's session instead of `token`. Expired tokens are refreshed once for all waiting calls (single-flight). */
  readonly session?: AppSession | undefined;
  /** Called when calls are rejected because the user is not signed in (any more); once for each HTTP request. */
  readonly onSignInNeeded?: (() => void) | undefined;
  /** Sent with every request. */
  readonly headers?: Source<Readonly<Record<string, string>>> | undefined;
  /** Replaces the global `fetch`; for a service binding, `env.API.fetch.bind(env.API)`. */
  readonly fetch?: Fetch | undefined;
  /** `"include"` for cookie sessions from a page of another origin. Not passed on unless set. */
  readonly credentials?: "include" | "omit" | "same-origin" | undefined;
  /**
   * Retries mutations like reads: those that accept an idempotency key get a generated one. They are then sent
   * unbatched, and the service stores their responses for a day.
   */
  readonly retryMutations?: boolean | undefined;
  /** Default timeout of calls; 30 seconds. */
  readonly timeoutMs?: number | undefined;
}
