import { type Call, type Credential, type Services, standardError, type Viewer } from "../procedures/index.ts";
import { callerAddress } from "./client-address.ts";
import type { Exchange } from "./exchange.ts";
import type { OriginPolicy } from "./origin.ts";

export const cookieName = "__Host-dovetail";
export const oauthCookieName = "__Host-dovetail-oauth";

const bearerPattern = /^(?:bearer|token) +(\S+)$/i;

/** Value of a cookie of ours in a `Cookie` header. */
export function cookieIn(header: string | undefined, name = cookieName): string | undefined {
  const pair = header?.split(";").find((candidate) => candidate.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf("=") + 1).trim();
}

/**
 * What the request presents to be recognised.
 * @throws {ApiError} 400 when it presents two different things.
 */
export function credentialOf(authorization: string | undefined, cookie: string | undefined): Credential | null {
  const kept = cookieIn(cookie);
  if (authorization === undefined) return kept === undefined || kept === "" ? null : { keptIn: "cookie", token: kept };
  if (kept !== undefined)
    throw standardError("malformed", { detail: "Send the session as a cookie or as a bearer, not as both." });
  // A scheme we do not know is a token that opens nothing.
  return { keptIn: "token", token: bearerPattern.exec(authorization)?.[1] ?? "" };
}

/** Who may be behind a credential; a feature's business, handed in by app.ts. */
export type Authenticate = (services: Services, credential: Credential) => Promise<Viewer | null>;

/** What every surface needs to turn a request into a call. */
export interface HttpPolicy {
  readonly origins: OriginPolicy;
  readonly authenticate: Authenticate;
  /** How many proxies before the service write `X-Forwarded-For` truthfully. */
  readonly trustedProxies: number;
}

/** The calls of a batch share who calls: none of them can change it for the others. */
function frozen(viewer: Viewer): Viewer {
  if (viewer.kind === "apiKey") Object.freeze(viewer.scopes);
  return Object.freeze(viewer);
}

/**
 * The request as procedures may know it. A class, since the getters and functions of a literal are made anew for each
 * request: a literal with one getter doubled what a call costs, as V8 gives each such object a shape of its own.
 */
class HttpCall implements Call {
  readonly credential: Credential | null;
  readonly #exchange: Exchange;
  readonly #httpPolicy: HttpPolicy;
  readonly #streams: boolean;
  #viewer: Promise<Viewer | null> | undefined;

  constructor(exchange: Exchange, httpPolicy: HttpPolicy, streams: boolean) {
    const { request } = exchange;
    this.credential = credentialOf(request.header("authorization"), request.header("cookie"));
    this.#exchange = exchange;
    this.#httpPolicy = httpPolicy;
    this.#streams = streams;
  }

  get requestId() {
    return this.#exchange.requestId;
  }

  get userAgent() {
    return this.#exchange.request.header("user-agent") ?? null;
  }

  get address() {
    return callerAddress(
      this.#exchange.peer,
      this.#exchange.request.header("x-forwarded-for"),
      this.#httpPolicy.trustedProxies,
    );
  }

  get idempotencyKey() {
    return this.#exchange.request.header("idempotency-key");
  }

  viewer() {
    this.#viewer ??= this.#lookUp();
    return this.#viewer;
  }

  checkCookie() {
    const origin = this.#exchange.request.header("origin");
    if (origin !== undefined && !this.#httpPolicy.origins.mayUseCookie(origin)) throw standardError("refused");
    if (this.#streams) throw standardError("malformed", { detail: "A streamed batch cannot set a cookie." });
  }

  keepInCookie(token: string | null) {
    this.checkCookie();
    this.#exchange.cookie = token;
  }

  keepOAuthCookie(secret: string) {
    this.checkCookie();
    this.#exchange.oauthCookie = secret;
  }

  async #lookUp(): Promise<Viewer | null> {
    const { credential } = this;
    const found = credential === null ? null : await this.#httpPolicy.authenticate(this.#exchange.services, credential);
    this.#exchange.record.viewerId = found?.id ?? null;
    return found === null ? null : frozen(found);
  }
}

/**
 * Opens the request to procedures. `streams`: the answer's head is sent before procedures have run.
 * @throws {ApiError} 400 when it presents two credentials.
 */
export const openCall = (exchange: Exchange, httpPolicy: HttpPolicy, streams = false): Call =>
  Object.freeze(new HttpCall(exchange, httpPolicy, streams));
