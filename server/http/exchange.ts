import type { Services } from "../procedures/index.ts";
import type { Compress } from "./compression.ts";
import { RequestLog } from "./request-log.ts";

/** Headers by lower-case name. */
export type PlainHeaders = Readonly<Record<string, string>>;

/** A request as a host received it: Hono on all runtimes, or `node:http` itself for reads on Node. */
export interface HttpRequest {
  readonly method: string;
  /** The address as it was sent, with or without its origin. */
  readonly url: string;
  /** Its path as Hono decodes it, which leaves `%25` alone. */
  readonly path: string;
  /** The value of a header by lower-case name; several are one, joined with commas. */
  readonly header: (name: string) => string | undefined;
  /** @throws {ApiError} 413 beyond 1 MiB, 415 where it is compressed, 400 where it breaks off. */
  readonly readBytes: () => Promise<Uint8Array>;
}

/** What an entry hands to the app with each request. */
export interface Bindings {
  readonly services: Services;
  /** The other end of the connection; `null` where the runtime does not tell. */
  readonly address: string | null;
}

/** What the envelope knows of a request when it comes. */
export interface Opened {
  readonly request: HttpRequest;
  readonly bindings: Bindings;
  readonly requestId: string;
  /** What every answer to this request carries beside its id. */
  readonly common: PlainHeaders;
  /** What a caller without a good token is told, for `WWW-Authenticate`. */
  readonly challenge: string;
  /** Whether calls note how long their steps take. */
  readonly isTimed: boolean;
  /** Compresses what is everybody's; absent where the platform does. */
  readonly compress?: Compress | undefined;
}

/** One request on its way through a surface, and what of its answer is decided on the way. */
export class Exchange {
  readonly request: HttpRequest;
  readonly services: Services;
  /** As {@link Bindings.address}. */
  readonly peer: string | null;
  readonly requestId: string;
  /** What every answer carries; pages take some of it away, deprecated procedures add to it. */
  common: PlainHeaders;
  /** As {@link Opened.challenge}. */
  readonly challenge: string;
  /** As {@link Opened.compress}. */
  readonly compress: Compress | undefined;
  readonly startedAtMs = performance.now();
  readonly record: RequestLog;
  /** A session token to put into the cookie; `null` empties it. */
  cookie: string | null | undefined = undefined;
  /** What sign-ins by a provider are begun with, each for a cookie of its own; `null` removes one. */
  signInCookies: readonly { readonly name: string; readonly value: string | null }[] = [];
  /** Whether a token came along that opens nothing (any more). */
  isTokenRefused = false;

  constructor({ request, bindings, requestId, common, challenge, isTimed, compress }: Opened) {
    this.request = request;
    this.services = bindings.services;
    this.peer = bindings.address;
    this.requestId = requestId;
    this.common = common;
    this.challenge = challenge;
    this.compress = compress;
    this.record = new RequestLog(isTimed);
  }
}
