import type { ApiError } from "../procedures/index.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";

const refused = 'error="invalid_token", error_description="The token opens nothing: sign in again."';

/**
 * The `WWW-Authenticate` header (RFC 6750, section 3; RFC 9728, section 5.1). Sent with every 401. Sent also with a
 * success whose token is invalid, so that the client learns that it was treated as anonymous (RFC 9110, section
 * 11.6.1). `undefined` for all other responses.
 */
export function challengeOf({ challenge, isTokenRefused }: Exchange, status: number): PlainHeaders | undefined {
  if (isTokenRefused) return { "www-authenticate": `${challenge}, ${refused}` };
  return status === 401 ? { "www-authenticate": challenge } : undefined;
}

/** Headers of an error, with the RFC 6750 challenge for a key without the needed scope. */
export const errorHeaders = ({ challenge }: Exchange, { code, headers }: ApiError): PlainHeaders =>
  code === "out_of_scope" ? { "www-authenticate": `${challenge}, error="insufficient_scope"`, ...headers } : headers;
