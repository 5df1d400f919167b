import {
  type Call,
  type Credential,
  type Implementation,
  type Services,
  standardError,
  type Trace,
  type Viewer,
} from "../procedures/index.ts";
import { callerAddress } from "./client-address.ts";
import { hasSessionCookie, sessionCookieIn, signInCookieName, surplusSignIns } from "./cookies.ts";
import { announceDeprecation } from "./deprecation.ts";
import type { Exchange } from "./exchange.ts";
import type { Admitted } from "./guards.ts";
import type { OriginPolicy } from "./origin.ts";

/** `Bearer` (RFC 6750) and `Token`, RealWorld's name for it. Repeated headers arrive joined with commas. */
const ourScheme = /^(?:bearer|token)(?!\S)/i;
const amongSeveral = /,\s*(?:bearer|token)(?!\S)/i;
const bearerPattern = /^(?:bearer|token) +(\S+)$/i;

/**
 * Whether the header holds a bearer, valid or not. Other schemes are ignored: `Basic`, for example, is meant for a
 * proxy in front, and browsers send it automatically.
 */
const hasBearer = (authorization: string | undefined): authorization is string =>
  authorization !== undefined && (ourScheme.test(authorization) || amongSeveral.test(authorization));

/**
 * The bearer token; an empty string, which is never valid, where the header is malformed.
 * @throws {ApiError} 400 for several tokens (RFC 6750, section 3.1).
 */
function bearerIn(authorization: string): string {
  if (authorization.includes(","))
    throw standardError("malformed", { detail: "Send one Authorization header with one token." });
  return bearerPattern.exec(authorization)?.[1] ?? "";
}

/**
 * Extracts the credential of a request. A bearer takes precedence over a cookie: a program sets it on purpose, while a
 * browser attaches cookies to every request. Another scheme without a cookie counts as an invalid token.
 * @throws {ApiError} 400 for two bearers, or for two session cookies, since another site may have set either.
 */
export function credentialOf(authorization: string | undefined, cookie: string | undefined): Credential | null {
  if (hasBearer(authorization)) return { keptIn: "token", token: bearerIn(authorization) };
  const sessionToken = sessionCookieIn(cookie);
  if (sessionToken !== undefined && sessionToken !== "") return { keptIn: "cookie", token: sessionToken };
  return authorization === undefined ? null : { keptIn: "token", token: "" };
}

/**
 * Whether a browser authenticates the request by cookie, so that a page of another site can forge it (CSRF). An empty
 * session cookie counts too.
 */
export const isCookieRequest = ({ request }: Exchange): boolean =>
  !hasBearer(request.header("authorization")) && hasSessionCookie(request.header("cookie"));

/** Resolves a credential to a viewer; injected by app.ts, since accounts belong to a feature. */
export type Authenticate = (services: Services, credential: Credential) => Promise<Viewer | null>;

/** HTTP settings that every surface needs to turn a request into a call. */
export interface HttpPolicy {
  readonly origins: OriginPolicy;
  readonly authenticate: Authenticate;
  /** Number of reverse proxies in front whose `X-Forwarded-For` entries are trusted. */
  readonly trustedProxies: number;
}

/** Freezes the viewer: the calls of a batch share it, and none may change it for the others. */
function frozen(viewer: Viewer): Viewer {
  if (viewer.kind === "apiKey") Object.freeze(viewer.scopes);
  return Object.freeze(viewer);
}

/** The facts about a call that the request line and headers do not give. */
export interface CallSource {
  /** Whether the response's head is sent before procedures run. */
  readonly streams?: boolean;
  /** A bearer token from elsewhere than the `Authorization` header, which takes precedence. */
  readonly token?: string | undefined;
}

/**
 * The request as procedures see it. A class, because V8 gives an object literal with getters a hidden class of its own
 * for each request: one getter in a literal doubled the cost of a call.
 */
class HttpCall implements Call {
  readonly credential: Credential | null;
  readonly #exchange: Exchange;
  readonly #httpPolicy: HttpPolicy;
  readonly #streams: boolean;
  readonly #authorization: string | undefined;
  #viewer: Promise<Viewer | null> | undefined;

  constructor(exchange: Exchange, httpPolicy: HttpPolicy, { streams = false, token }: CallSource) {
    const { request } = exchange;
    this.#authorization = request.header("authorization") ?? (token === undefined ? undefined : `Bearer ${token}`);
    this.credential = credentialOf(this.#authorization, request.header("cookie"));
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
    // Another scheme carries no token of this service (RFC 6750, section 3.1).
    this.#exchange.isTokenRefused = found === null && hasBearer(this.#authorization);
    return found === null ? null : frozen(found);
  }
}

const usualSource: CallSource = {};

/** Creates the call of an admitted request. @throws {ApiError} 400 for ambiguous credentials. */
export const openCall = (exchange: Admitted, httpPolicy: HttpPolicy, source = usualSource): Call =>
  Object.freeze(new HttpCall(exchange, httpPolicy, source));

/**
 * Begins the execution of a procedure: its trace, which the pipeline requires and the request's log line shows, and its
 * deprecation headers on the coming response.
 */
export function beginProcedure(
  exchange: Exchange,
  { name, procedure }: Pick<Implementation, "name" | "procedure">,
): Trace {
  announceDeprecation(exchange, procedure);
  return exchange.record.begin(name);
}
