import type { ApiError } from "../procedures/index.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";

const refused = 'error="invalid_token", error_description="The token opens nothing: sign in again."';

/**
 * `WWW-Authenticate` (RFC 6750, section 3; RFC 9728, section 5.1): with every 401, and with a success as well when the
 * token that came along opens nothing, so that a program learns that it was answered as a stranger (RFC 9110, section
 * 11.6.1). Nothing where neither is so.
 */
export function challengeOf({ challenge, isTokenRefused }: Exchange, status: number): PlainHeaders | undefined {
  if (isTokenRefused) return { "www-authenticate": `${challenge}, ${refused}` };
  return status === 401 ? { "www-authenticate": challenge } : undefined;
}

/** The headers of an error, with what RFC 6750 has to say about a key that may not do this. */
export const errorHeaders = ({ challenge }: Exchange, { code, headers }: ApiError): PlainHeaders =>
  code === "out_of_scope" ? { "www-authenticate": `${challenge}, error="insufficient_scope"`, ...headers } : headers;
