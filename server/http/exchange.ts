import type { Observers, Services } from "../procedures/index.ts";
import type { Span } from "../telemetry/index.ts";
import type { Compress } from "./compression.ts";
import { RequestLog } from "./request-log.ts";

/** Headers by lower-case name. */
export type PlainHeaders = Readonly<Record<string, string>>;

/** The request line and headers. */
export interface RequestHead {
  readonly method: string;
  /** The URL as sent, absolute or relative. */
  readonly url: string;
  /** The path as Hono decodes it, which leaves `%25` encoded. */
  readonly path: string;
  /** The value of a header by lower-case name; repeated headers are joined with commas. */
  readonly header: (name: string) => string | undefined;
}

/** A request as a host received it: by Hono on all runtimes, or by the fast path of a host. */
export interface HttpRequest extends RequestHead {
  /** Reads the body, once. @throws {ApiError} 413 beyond 1 MiB, 415 when it is compressed, 400 when it is truncated. */
  readonly readBytes: () => Promise<Uint8Array>;
}

/** Values that an entry passes to the app with each request. */
export interface Bindings {
  readonly services: Services;
  /** The remote address of the connection; `null` where the runtime does not report it. */
  readonly address: string | null;
}

/** State that the envelope sets up when a request arrives. */
export interface ExchangeInit {
  readonly request: HttpRequest;
  readonly bindings: Bindings;
  readonly requestId: string;
  /** Headers of every response to this request, in addition to its id. */
  readonly common: PlainHeaders;
  /** The `WWW-Authenticate` challenge for requests without a valid token. */
  readonly challenge: string;
  /** The observers of the request's calls. */
  readonly observers: Observers;
  /** Compresses public responses; absent where the platform does so. */
  readonly compress?: Compress | undefined;
}

/** One request on its way through a surface, with the parts of its response decided so far. */
export class Exchange {
  /** The head alone: `admit` (guards.ts) gives access to the body. */
  readonly request: RequestHead;
  readonly services: Services;
  /** As {@link Bindings.address}. */
  readonly peer: string | null;
  readonly requestId: string;
  /** Headers of every response; pages remove some, deprecated procedures add some. */
  common: PlainHeaders;
  /** As {@link ExchangeInit.challenge}. */
  readonly challenge: string;
  /** As {@link ExchangeInit.compress}. */
  readonly compress: Compress | undefined;
  readonly startedAtMs = performance.now();
  readonly record: RequestLog;
  /** As {@link Observers.span}. */
  readonly span: Span | null;
  /** A session token to set as cookie; `null` deletes the cookie. */
  cookie: string | null | undefined = undefined;
  /** Cookies of pending identity-provider sign-ins, one each; a `null` value deletes the cookie. */
  signInCookies: readonly { readonly name: string; readonly value: string | null }[] = [];
  /** Whether the request carries an invalid or expired token. */
  isTokenRefused = false;

  constructor({ request, bindings, requestId, common, challenge, observers, compress }: ExchangeInit) {
    this.request = request;
    this.services = bindings.services;
    this.peer = bindings.address;
    this.requestId = requestId;
    this.common = common;
    this.challenge = challenge;
    this.compress = compress;
    this.span = observers.span;
    this.record = new RequestLog(observers);
  }
}
