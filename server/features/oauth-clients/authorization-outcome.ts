import type { Services } from "../../procedures/index.ts";
import { type AuthorizationRequest, pathOf, readRequest } from "./authorization-request.ts";
import { returnAddress } from "./policies.ts";

/** Result of a request to `/oauth/authorize`. */
export type Authorization =
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "returned"; readonly location: string }
  | {
      readonly kind: "asks";
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
  const read = readRequest(apps, issuer, parameters);
  if (read.kind !== "whole") return read;
  const { app, request } = read;
  const { redirectUri, state } = request;
  const denialUrl = returnAddress(redirectUri, issuer, { error: "access_denied", state });
  return { kind: "asks", appName: app.name, request, denialUrl, path: pathOf(request) };
}
