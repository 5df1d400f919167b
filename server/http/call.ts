import { type Call, type Credential, type Services, standardError, type Viewer } from "../procedures/index.ts";
import { callerAddress } from "./client-address.ts";
import { hasSessionCookie, sessionCookieIn, signInCookieName, surplusSignIns } from "./cookies.ts";
import type { Exchange } from "./exchange.ts";
import type { OriginPolicy } from "./origin.ts";

/** The scheme of RFC 6750, and RealWorld's name for it; several headers of one name are one, with commas between. */
const ourScheme = /^(?:bearer|token)(?!\S)/i;
const amongSeveral = /,\s*(?:bearer|token)(?!\S)/i;
const bearerPattern = /^(?:bearer|token) +(\S+)$/i;

/**
 * Whether a bearer is there, good or not. Another scheme is another's business, such as `Basic` for a proxy in front, and
 * browsers send that by themselves.
 */
const hasBearer = (authorization: string | undefined): authorization is string =>
  authorization !== undefined && (ourScheme.test(authorization) || amongSeveral.test(authorization));

/**
 * The token of a bearer; the empty text, which opens nothing, where the header is broken.
 * @throws {ApiError} 400 where it is one of several (RFC 6750, section 3.1).
 */
function bearerIn(authorization: string): string {
  if (authorization.includes(","))
    throw standardError("malformed", { detail: "Send one Authorization header with one token." });
  return bearerPattern.exec(authorization)?.[1] ?? "";
}

/**
 * What the request presents to be recognised. A bearer wins over a cookie: the program put it there on purpose, while a
 * browser sends cookies with everything. Alone, a scheme that is not ours is a token that opens nothing.
 * @throws {ApiError} 400 when it presents two bearers, or of two cookies either may be another's.
 */
export function credentialOf(authorization: string | undefined, cookie: string | undefined): Credential | null {
  if (hasBearer(authorization)) return { keptIn: "token", token: bearerIn(authorization) };
  const kept = sessionCookieIn(cookie);
  if (kept !== undefined && kept !== "") return { keptIn: "cookie", token: kept };
  return authorization === undefined ? null : { keptIn: "token", token: "" };
}

/**
 * Whether a browser may have proved the request by itself, so that a page of another site could have made it. Even an
 * empty cookie counts.
 */
export const isCookieRequest = ({ request }: Exchange): boolean =>
  !hasBearer(request.header("authorization")) && hasSessionCookie(request.header("cookie"));

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

  keepSignInCookie(state: string, secret: string) {
    this.checkCookie();
    this.#exchange.signInCookies = [
      { name: signInCookieName(state), value: secret },
      ...surplusSignIns(this.#exchange.request.header("cookie")).map((name) => ({ name, value: null })),
    ];
  }

  async #lookUp(): Promise<Viewer | null> {
    const { credential } = this;
    const found = credential === null ? null : await this.#httpPolicy.authenticate(this.#exchange.services, credential);
    this.#exchange.record.viewerId = found?.id ?? null;
    // A scheme that is not ours holds no token of ours (RFC 6750, section 3.1).
    this.#exchange.isTokenRefused = found === null && hasBearer(this.#exchange.request.header("authorization"));
    return found === null ? null : frozen(found);
  }
}

/**
 * Opens the request to procedures. `streams`: the answer's head is sent before procedures have run.
 * @throws {ApiError} 400 when it is not clear what it presents.
 */
export const openCall = (exchange: Exchange, httpPolicy: HttpPolicy, streams = false): Call =>
  Object.freeze(new HttpCall(exchange, httpPolicy, streams));
