import type { Services } from "../../procedures/index.ts";
import { returnAddress } from "./policies.ts";
import { type AuthorizationRequest, pathOf, readRequest } from "./request.ts";

/** What `/oauth/authorize` does with a request. */
export type Authorization =
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "returned"; readonly location: string }
  | {
      readonly kind: "asks";
      readonly appName: string;
      readonly request: AuthorizationRequest;
      /** Where one who says no is taken. */
      readonly denialUrl: string;
      /** The page's own address, for the way back from a provider. */
      readonly path: string;
    };

/** Reads what an app asks for; who says yes calls `apps.approve` with the same request. */
export function readAuthorization({ apps, oauth }: Services, parameters: URLSearchParams): Authorization {
  const issuer = oauth.publicUrl.origin;
  const read = readRequest(apps, issuer, parameters);
  if (read.kind !== "whole") return read;
  const { app, request } = read;
  const { redirectUri, state } = request;
  const denialUrl = returnAddress(redirectUri, issuer, { error: "access_denied", state });
  return { kind: "asks", appName: app.name, request, denialUrl, path: pathOf(request) };
}
