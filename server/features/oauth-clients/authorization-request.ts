import { apps as contracts } from "../../../shared/oauth-clients.ts";
import type { RegisteredApp } from "../../providers/oauth-clients.ts";
import { appOf, isRegistered, returnAddress } from "./policies.ts";

/** An authorization request, as `apps.approve` takes it. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly state?: string | undefined;
}

/** A valid request, an error that is redirected to the app, or an error that is only shown to the user. */
export type ParsedAuthorizationRequest =
  | { readonly kind: "valid"; readonly app: RegisteredApp; readonly request: AuthorizationRequest }
  | { readonly kind: "redirect"; readonly location: string }
  | { readonly kind: "invalid"; readonly reason: string };

const { shape } = contracts.approve.input;

const knownParameters = [
  "client_id",
  "redirect_uri",
  "response_type",
  "response_mode",
  "code_challenge",
  "code_challenge_method",
  "state",
] as const;

const invalid = (reason: string): ParsedAuthorizationRequest => ({ kind: "invalid", reason });

/**
 * Validates an authorization request (RFC 6749, section 4.1.1). Nothing is sent to a redirect URI unless it is
 * registered and the request has a PKCE challenge (RFC 7636), which every registered app sends. Until then, errors are
 * shown to the user. Unknown parameters are ignored; duplicates of known ones are refused.
 */
export function parseAuthorizationRequest(
  apps: readonly RegisteredApp[],
  issuer: string,
  parameters: URLSearchParams,
): ParsedAuthorizationRequest {
  const duplicate = knownParameters.find((name) => parameters.getAll(name).length > 1);
  if (duplicate !== undefined) return invalid(`${duplicate} is there twice.`);
  // An empty value counts as absent (RFC 6749, section 3.1).
  const given = (name: (typeof knownParameters)[number]) => parameters.get(name) || undefined;

  const app = appOf(apps, given("client_id") ?? "");
  if (app === undefined) return invalid("No app is registered under this client_id.");
  const redirectUri = given("redirect_uri") ?? "";
  if (!isRegistered(app, redirectUri)) return invalid("The app has not registered this redirect_uri.");
  if (given("code_challenge_method") !== "S256") return invalid("code_challenge_method must be S256.");
  const challenge = shape.codeChallenge.safeParse(given("code_challenge"));
  if (!challenge.success) return invalid("code_challenge must be 43 to 128 characters of base64url.");

  const state = shape.state.safeParse(given("state"));
  const returnError = (error: "unsupported_response_type" | "invalid_request"): ParsedAuthorizationRequest => ({
    kind: "redirect",
    location: returnAddress(redirectUri, issuer, { error, state: state.data }),
  });
  if (!state.success) return returnError("invalid_request");
  if (given("response_type") === undefined) return returnError("invalid_request");
  if (given("response_type") !== "code") return returnError("unsupported_response_type");
  if ((given("response_mode") ?? "query") !== "query") return returnError("invalid_request");
  const request = { clientId: app.id, redirectUri, codeChallenge: challenge.data, state: state.data };
  return { kind: "valid", app, request };
}

/** The path of the consent page, with the validated parameters only. */
export function consentPath({ clientId, redirectUri, codeChallenge, state }: AuthorizationRequest): string {
  const parameters = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: codeChallenge,
    code_challenge_method: "S256",
    ...(state !== undefined && { state }),
  });
  return `/oauth/authorize?${parameters}`;
}
