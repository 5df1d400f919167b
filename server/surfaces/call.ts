import type { Context } from "hono";
import { type Call, type Credential, type Services, standardFault, type Viewer } from "../procedures/index.ts";
import { callerAddress } from "./address.ts";
import type { OriginPolicy } from "./origin.ts";
import type { RequestRecord } from "./record.ts";

/** What an entry hands to the app with each request. */
export interface Bindings {
  readonly services: Services;
  /** The other end of the connection; `null` where the runtime does not tell. */
  readonly address: string | null;
}

/** What middleware leaves for those that follow. */
export interface Variables {
  requestId: string;
  record: RequestRecord;
  /** What every answer to this request carries. */
  headers: Readonly<Record<string, string>>;
  /** A session token to put into the cookie; `null` empties it. */
  cookie?: string | null;
  /** What a sign-in by a provider is begun with, for its own cookie; `null` empties it. */
  oauthCookie?: string | null;
}

export interface HonoEnv {
  Bindings: Bindings;
  Variables: Variables;
}

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
 * @throws {Fault} 400 when it presents two different things.
 */
export function credentialOf(authorization: string | undefined, cookie: string | undefined): Credential | null {
  const kept = cookieIn(cookie);
  if (authorization === undefined) return kept === undefined || kept === "" ? null : { keptIn: "cookie", token: kept };
  if (kept !== undefined)
    throw standardFault("malformed", { detail: "Send the session as a cookie or as a bearer, not as both." });
  // A scheme we do not know is a token that opens nothing.
  return { keptIn: "token", token: bearerPattern.exec(authorization)?.[1] ?? "" };
}

/** Who may be behind a credential; a feature's business, handed in by app.ts. */
export type Authenticate = (services: Services, credential: Credential) => Promise<Viewer | null>;

/** What every surface needs to turn a request into a call. */
export interface Door {
  readonly origins: OriginPolicy;
  readonly authenticate: Authenticate;
  /** How many proxies before the service write `X-Forwarded-For` truthfully. */
  readonly trustedProxies: number;
}

/**
 * The request as procedures may know it. A class, since the getters and functions of a literal are made anew for each
 * request: a literal with one getter doubled what a call costs, as V8 gives each such object a shape of its own.
 */
class HttpCall implements Call {
  readonly credential: Credential | null;
  readonly #c: Context<HonoEnv>;
  readonly #door: Door;
  readonly #streams: boolean;
  #viewer: Promise<Viewer | null> | undefined;

  constructor(c: Context<HonoEnv>, door: Door, streams: boolean) {
    this.credential = credentialOf(c.req.header("authorization"), c.req.header("cookie"));
    this.#c = c;
    this.#door = door;
    this.#streams = streams;
  }

  get requestId() {
    return this.#c.get("requestId");
  }

  get userAgent() {
    return this.#c.req.header("user-agent") ?? null;
  }

  get address() {
    return callerAddress(this.#c.env.address, this.#c.req.header("x-forwarded-for"), this.#door.trustedProxies);
  }

  get idempotencyKey() {
    return this.#c.req.header("idempotency-key");
  }

  viewer() {
    this.#viewer ??= this.#lookUp();
    return this.#viewer;
  }

  checkCookie() {
    const origin = this.#c.req.header("origin");
    if (origin !== undefined && !this.#door.origins.mayUseCookie(origin)) throw standardFault("refused");
    if (this.#streams) throw standardFault("malformed", { detail: "A streamed batch cannot set a cookie." });
  }

  keepInCookie(token: string | null) {
    this.checkCookie();
    this.#c.set("cookie", token);
  }

  keepOAuthCookie(secret: string) {
    this.checkCookie();
    this.#c.set("oauthCookie", secret);
  }

  async #lookUp(): Promise<Viewer | null> {
    const { credential } = this;
    const found = credential === null ? null : await this.#door.authenticate(this.#c.env.services, credential);
    this.#c.get("record").viewerId = found?.id ?? null;
    return found;
  }
}

/**
 * Opens the request to procedures. `streams`: the answer's head is sent before procedures have run.
 * @throws {Fault} 400 when it presents two credentials.
 */
export const openCall = (c: Context<HonoEnv>, door: Door, streams = false): Call => new HttpCall(c, door, streams);
