import type { Services } from "../../procedures/index.ts";
import { type AuthorizationRequest, consentPath, parseAuthorizationRequest } from "./authorization-request.ts";
import { returnAddress } from "./policies.ts";

/** The response of `/oauth/authorize`: an error page, a redirect to the app with an error, or the consent page. */
export type Authorization =
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "redirect"; readonly location: string }
  | {
      readonly kind: "consent";
      readonly appName: string;
      readonly request: AuthorizationRequest;
      /** Redirect target when the user denies. */
      readonly denialUrl: string;
      /** Path of the consent page, to return to from an identity provider. */
      readonly path: string;
    };

/** Validates an authorization request. The consent page calls `apps.approve` with the same request. */
export function readAuthorization({ apps, identityProviders }: Services, parameters: URLSearchParams): Authorization {
  const issuer = identityProviders.publicUrl.origin;
  const parsed = parseAuthorizationRequest(apps, issuer, parameters);
  if (parsed.kind !== "valid") return parsed;
  const { app, request } = parsed;
  const { redirectUri, state } = request;
  const denialUrl = returnAddress(redirectUri, issuer, { error: "access_denied", state });
  return { kind: "consent", appName: app.name, request, denialUrl, path: consentPath(request) };
}
