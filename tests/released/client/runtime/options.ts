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

/** How a client reaches its service. */
export interface ClientOptions {
  /** Where the service is, `"https://api.example.com"`; `""` for a page's own origin. */
  readonly url: string;
  /** A session's token, sent as a bearer with all calls but cacheable public reads. */
  readonly token?: Source<string | null | undefined> | undefined;
  /** Sent with every request. */
  readonly headers?: Source<Readonly<Record<string, string>>> | undefined;
  /** Stands in for the global `fetch`; for a service binding, `env.API.fetch.bind(env.API)`. */
  readonly fetch?: Fetch | undefined;
  /** `"include"` when a page of another origin keeps its session in a cookie. Not passed on unless set. */
  readonly credentials?: "include" | "omit" | "same-origin" | undefined;
  /** Deadline of calls that name none; 30 seconds. */
  readonly timeoutMs?: number | undefined;
}
