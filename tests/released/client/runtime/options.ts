import type { AppSession } from "./session.ts";

/** What may accompany one call. */
export interface CallOptions {
  /** Cancels the call: it rejects at once with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, retries included; 30 seconds unless told, `Infinity` for no end. */
  readonly timeoutMs?: number | undefined;
  /** Lets a mutation be sent again safely: 1 to 255 visible ASCII characters, new for each thing to be done. */
  readonly idempotencyKey?: string | undefined;
}

/** What the client asks of `fetch`: a subset that browsers, Node, Deno, Workers and React Native share. */
export interface RequestOptions {
  method: string;
  headers: Record<string, string>;
  signal: AbortSignal;
  body?: string;
  credentials?: "include" | "omit" | "same-origin";
}

/** What the client reads of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** `fetch`, or anything that can stand in for it. */
export type Fetch = (url: string, options: RequestOptions) => Promise<Answer>;

/** A value, or a function asked before each HTTP request. */
export type Source<T> = T | (() => T | Promise<T>);

/** The value, or what its function makes of being asked. */
export const ask = async <T>(source: Source<T>): Promise<T> => (source instanceof Function ? source() : source);

/** How a client reaches its service. */
export interface ClientOptions {
  /** Where the service is, `"https://api.example.com"`; `""` for a page's own origin. */
  readonly url: string;
  /** A session's token, sent as a bearer with all calls but cacheable public reads. */
  readonly token?: Source<string | null | undefined> | undefined;
  /** An app's session in place of `token`: its tokens are refreshed when they end, once for all calls that wait. */
  readonly session?: AppSession | undefined;
  /** Told when calls were refused because nobody is signed in (any more); once for those that went together. */
  readonly onSignInNeeded?: (() => void) | undefined;
  /** Sent with every request. */
  readonly headers?: Source<Readonly<Record<string, string>>> | undefined;
  /** Stands in for the global `fetch`; for a service binding, `env.API.fetch.bind(env.API)`. */
  readonly fetch?: Fetch | undefined;
  /** `"include"` when a page of another origin keeps its session in a cookie. Not passed on unless set. */
  readonly credentials?: "include" | "omit" | "same-origin" | undefined;
  /**
   * Lets mutations be sent again as reads are: those that take a key get one of their own. They go one by one then, and the
   * service keeps their answers for a day.
   */
  readonly retryMutations?: boolean | undefined;
  /** Deadline of calls that name none; 30 seconds. */
  readonly timeoutMs?: number | undefined;
}
