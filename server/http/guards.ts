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
 * @throws {ApiError} 403; 400 when it is not clear what proves it.
 */
export function checkOrigin(exchange: Exchange, origins: OriginPolicy): void {
  const { request } = exchange;
  if (isSafe(request.method)) return;
  const origin = request.header("origin");
  if (isCookieRequest(exchange) && (origin === undefined || !origins.mayUseCookie(origin))) throw badOrigin();
  if (origin !== undefined && origins.isClosed && !origins.mayRead(origin)) throw badOrigin();
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
