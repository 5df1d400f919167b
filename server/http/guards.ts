import { standardError } from "../procedures/index.ts";
import { isJson } from "./body.ts";
import type { Exchange, HttpRequest } from "./exchange.ts";
import { isCookieRequest } from "./open-call.ts";
import type { OriginPolicy } from "./origin.ts";

/**
 * An exchange that has passed {@link admit}. Only its type gives access to the body (bounded by the host, see `readBytes`)
 * and to a call (`openCall`), so that a surface without guards does not compile.
 */
export interface Admitted extends Exchange {
  readonly request: HttpRequest;
}

/** The guards of a surface. Each is stated, so that none is forgotten. */
export interface Guards {
  /** Checks the `Origin` of writes; `null` where no credential of a browser counts, or nothing is written. */
  readonly origins: OriginPolicy | null;
  /** Rejects media types that the surface does not accept. @throws {ApiError} 415. */
  readonly checkMediaType: (exchange: Exchange) => void;
  /** Conditional headers that the surface does not support. */
  readonly refusedConditions: readonly string[];
}

/** All conditional headers, for surfaces that support none. */
export const allConditions: readonly string[] = ["if-match", "if-none-match"];

const badOrigin = () => standardError("refused", { detail: "This origin may not make this call." });

/** True for the safe methods of HTTP (RFC 9110, section 9.2.1). */
const isSafe = (method: string) => method === "GET" || method === "HEAD" || method === "OPTIONS";

/**
 * Prevents cross-site request forgery, before the body is read. A write authenticated by cookie must come from an
 * allowed origin. With a closed list of origins, no write may come from an origin outside it. A bearer needs no such
 * check: a page of another site has no token, and may not send the header without a CORS preflight.
 * @throws {ApiError} 403.
 */
function checkOrigin(exchange: Exchange, origins: OriginPolicy): void {
  const { request } = exchange;
  if (isSafe(request.method)) return;
  const origin = request.header("origin");
  if (isCookieRequest(exchange) && (origin === undefined || !origins.mayUseCookie(origin))) throw badOrigin();
  if (origin !== undefined && origins.isClosed && !origins.mayRead(origin)) throw badOrigin();
}

/**
 * Rejects a conditional write where the procedure supports no conditions: ignoring the condition would overwrite the
 * version that it protects. `If-Unmodified-Since` is ignored, as resources have no modification time (RFC 9110, section
 * 13.1.4).
 * @throws {ApiError} 400.
 */
function checkConditions({ request }: Exchange, refused: readonly string[]): void {
  if (isSafe(request.method)) return;
  const name = refused.find((header) => request.header(header) !== undefined);
  if (name === undefined) return;
  throw standardError("malformed", {
    subjects: { [name]: ["is not supported"] },
    detail: `This call is not made under such a condition: send it without ${name}.`,
  });
}

/** Rejects media types that a form of another site can send without a CORS preflight. @throws {ApiError} 415. */
export function checkJson({ request }: Exchange): void {
  const contentType = request.header("content-type");
  if (!isSafe(request.method) && contentType !== undefined && !isJson(contentType))
    throw standardError("wrong_media_type");
}

/** Guarantees that the guards have passed: {@link admit} alone calls it. Every host's request has a body to read. */
const asAdmitted = (exchange: Exchange) => exchange as Admitted;

/**
 * Admits a request to a surface: checks origin, media type and conditions before anything of the body is read. Every
 * surface that takes calls or bodies begins with it.
 * @throws {ApiError} 403, 415 or 400.
 */
export function admit(exchange: Exchange, { origins, checkMediaType, refusedConditions }: Guards): Admitted {
  if (origins !== null) checkOrigin(exchange, origins);
  checkMediaType(exchange);
  checkConditions(exchange, refusedConditions);
  return asAdmitted(exchange);
}
