import { ConnectionFailed, type ConnectionFailure } from "./transport.ts";

/**
 * Reasons by error code. Node and Deno have the same codes; those of certificate verification are the same in all
 * versions of OpenSSL.
 */
const byCode: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: "connection_refused",
  CERT_HAS_EXPIRED: "certificate_expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate_of_another_host",
  CERT_NOT_YET_VALID: "certificate_untrusted",
  CERT_CHAIN_TOO_LONG: "certificate_untrusted",
  CERT_REJECTED: "certificate_untrusted",
  CERT_REVOKED: "certificate_untrusted",
  CERT_SIGNATURE_FAILURE: "certificate_untrusted",
  CERT_UNTRUSTED: "certificate_untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate_untrusted",
  INVALID_CA: "certificate_untrusted",
  INVALID_PURPOSE: "certificate_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate_untrusted",
  EPROTO: "tls_failed",
};

function failureOf(error: Error): ConnectionFailure | undefined {
  const code = "code" in error ? String(error.code) : "";
  if (Object.hasOwn(byCode, code)) return byCode[code];
  return /^ERR_(?:SSL|TLS)_/.test(code) ? "tls_failed" : undefined;
}

/** Turns the error of a failed connection into one that names the reason; returns an error of unknown reason unchanged. */
export function explainConnectionFailure(error: unknown): unknown {
  const reason = error instanceof Error ? failureOf(error) : undefined;
  return reason === undefined ? error : new ConnectionFailed(reason, { cause: error });
}
