import type { Context } from "hono";
import { type Call, type Credential, type Services, standardFault, type Viewer } from "../procedures/index.ts";
import { callerAddress } from "./address.ts";
import type { OriginPolicy } from "./origin.ts";

/** What an entry hands to the app with each request. */
export interface Bindings {
  readonly services: Services;
  /** The other end of the connection; `null` where the runtime does not tell. */
  readonly address: string | null;
}

/** What one request leaves in the log, filled in as it goes. */
export interface RequestRecord {
  readonly procedures: string[];
  viewerId: number | null;
  /** First error code met. */
  error: string | null;
  /** Whether the answer has all its headers already. */
  isDressed: boolean;
}

/** What middleware leaves for those that follow. */
export interface Variables {
  requestId: string;
  record: RequestRecord;
  /** What every answer to this request carries. */
  headers: Readonly<Record<string, string>>;
  /** A session token to put into the cookie; `null` empties it. */
  cookie?: string | null;
}

export interface HonoEnv {
  Bindings: Bindings;
  Variables: Variables;
}

export const cookieName = "__Host-dovetail";

const bearerPattern = /^(?:bearer|token) +(\S+)$/i;

/** Value of our cookie in a `Cookie` header. */
function cookieIn(header: string | undefined): string | undefined {
  const pair = header?.split(";").find((candidate) => candidate.trimStart().startsWith(`${cookieName}=`));
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

/** The request as procedures may know it. `streams`: the answer's head is sent before procedures have run. */
export function openCall(c: Context<HonoEnv>, { origins, authenticate, trustedProxies }: Door, streams = false): Call {
  const credential = credentialOf(c.req.header("authorization"), c.req.header("cookie"));
  let viewer: Promise<Viewer | null> | undefined;
  const lookUp = async () => {
    const found = credential === null ? null : await authenticate(c.env.services, credential);
    c.get("record").viewerId = found?.id ?? null;
    return found;
  };
  const checkCookie = () => {
    const origin = c.req.header("origin");
    if (origin !== undefined && !origins.mayUseCookie(origin)) throw standardFault("refused");
    if (streams) throw standardFault("malformed", { detail: "A streamed batch cannot set a cookie." });
  };
  return {
    requestId: c.get("requestId"),
    credential,
    userAgent: c.req.header("user-agent") ?? null,
    get address() {
      return callerAddress(c.env.address, c.req.header("x-forwarded-for"), trustedProxies);
    },
    idempotencyKey: c.req.header("idempotency-key"),
    viewer: () => (viewer ??= lookUp()),
    checkCookie,
    keepInCookie: (token) => {
      checkCookie();
      c.set("cookie", token);
    },
  };
}
