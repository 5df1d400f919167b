import { createHash, timingSafeEqual } from "node:crypto";
import type { RegisteredApp } from "../../providers/oauth-clients.ts";

const maxPort = 65_535;
const onLoopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\])):([1-9]\d{0,4})(\/.*)?$/;

export const appOf = (apps: readonly RegisteredApp[], id: string): RegisteredApp | undefined =>
  apps.find((app) => app.id === id);

/** A loopback redirect URI without its port, which an app cannot know in advance (RFC 8252, section 7.3). */
function withoutPort(uri: string): string {
  const [, host, port, path = ""] = onLoopback.exec(uri) ?? [];
  return host === undefined || Number(port) > maxPort ? uri : `${host}${path}`;
}

/** Exact string comparison (RFC 9700, section 2.1): no parsing, only registered URIs match. */
export const isRegistered = ({ redirectUris }: RegisteredApp, uri: string): boolean =>
  redirectUris.includes(uri) || redirectUris.includes(withoutPort(uri));

/** Parameters of the redirect to an app. */
export interface AuthorizationResponse {
  readonly code?: string;
  readonly error?: "access_denied" | "unsupported_response_type" | "invalid_request";
  readonly state?: string | undefined;
}

/** The redirect URL to the app, with the issuer (RFC 9207) and no long-lived secret. */
export function returnAddress(
  redirectUri: string,
  issuer: string,
  { state, ...answer }: AuthorizationResponse,
): string {
  const parameters = new URLSearchParams({ ...answer, ...(state !== undefined && { state }), iss: issuer });
  return `${redirectUri}?${parameters}`;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** Verifies a PKCE challenge (RFC 7636, section 4.6). */
export const isVerified = (verifier: string, challenge: string): boolean =>
  // Compares digests, since the two texts may differ in length.
  timingSafeEqual(sha256(sha256(verifier).toString("base64url")), sha256(challenge));
