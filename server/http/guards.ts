import { standardError } from "../procedures/index.ts";
import { isJson } from "./body.ts";
import { isCookieRequest } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import type { OriginPolicy } from "./origin.ts";

const badOrigin = () => standardError("refused", { detail: "This origin may not make this call." });

/** True for the safe methods of HTTP (RFC 9110, section 9.2.1). */
const isSafe = (method: string) => method === "GET" || method === "HEAD" || method === "OPTIONS";

/**
 * Prevents cross-site request forgery, before the body is read. A write authenticated by cookie must come from an
 * allowed origin. With a closed list of origins, no write may come from an origin outside it. A bearer needs no such
 * check: a page of another site has no token, and may not send the header without a CORS preflight.
 * @throws {ApiError} 403.
 */
export function checkOrigin(exchange: Exchange, origins: OriginPolicy): void {
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
export function checkNoCondition({ request }: Exchange, conditions = ["if-match", "if-none-match"]): void {
  if (isSafe(request.method)) return;
  const name = conditions.find((header) => request.header(header) !== undefined);
  if (name === undefined) return;
  throw standardError("malformed", {
    subjects: { [name]: ["is not supported"] },
    detail: `This call is not made under such a condition: send it without ${name}.`,
  });
}

/** Rejects media types that a form of another site can send without a CORS preflight. @throws {ApiError} 415. */
export function checkMediaType({ request }: Exchange): void {
  const contentType = request.header("content-type");
  if (!isSafe(request.method) && contentType !== undefined && !isJson(contentType))
    throw standardError("wrong_media_type");
}
