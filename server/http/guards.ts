import { standardError } from "../procedures/index.ts";
import { isJson } from "./body.ts";
import { isCookieRequest } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import type { OriginPolicy } from "./origin.ts";

const badOrigin = () => standardError("refused", { detail: "This origin may not make this call." });

/** True for methods that by HTTP's own rules change nothing. */
const isSafe = (method: string) => method === "GET" || method === "HEAD" || method === "OPTIONS";

/**
 * Keeps a foreign page from acting in a user's name, before anything is read: a call that may change something comes
 * from an allowed origin if the cookie proves it, and never from one that a closed list leaves out. A bearer is no
 * cookie: a page of another site has none of ours, and may not send the header without asking.
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
 * Refuses a write under a condition that nothing here would hold to: it would overwrite what it was to spare. A time in
 * `If-Unmodified-Since` is no such condition, as nothing here has one (RFC 9110, 13.1.4).
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

/**
 * Refuses bodies that a form of a foreign page could send without asking first.
 * @throws {ApiError} 415.
 */
export function checkMediaType({ request }: Exchange): void {
  const contentType = request.header("content-type");
  if (!isSafe(request.method) && contentType !== undefined && !isJson(contentType))
    throw standardError("wrong_media_type");
}
