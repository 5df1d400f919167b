import * as z from "zod";
import { type ErrorDeclaration, mutation, unauthorized } from "./contract/index.ts";
import { Nothing } from "./fields.ts";
import { AppTokens } from "./sessions.ts";

const ClientId = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "The app's registered client id.", examples: ["reader"] });
const RedirectUri = z
  .string()
  .min(1)
  .max(300)
  .meta({
    description: "URL at which the app receives the browser.",
    examples: ["com.example.reader:/oauth2redirect"],
  });
const secret = (maxLength: number, description: string, example: string) =>
  z
    .string()
    .max(maxLength)
    .meta({ format: "password", description, examples: [example] });

const unknown_app: ErrorDeclaration = unauthorized("clientId", "No app is registered with this client id.");

export const apps = {
  approve: mutation({
    summary: "Authorize an app",
    description:
      "Called by the consent page at `/oauth/authorize`. Returns the app's redirect URI with an authorization code that is valid for one use within 60 seconds.",
    access: "required",
    input: z.object({
      clientId: ClientId,
      redirectUri: RedirectUri,
      state: z
        .string()
        .min(1)
        .max(512)
        .regex(/^[ -~]*$/)
        .optional()
        .meta({ description: "Returned to the app unchanged.", examples: ["af0ifjsldkj"] }),
      codeChallenge: z
        .string()
        .regex(/^[A-Za-z0-9._~-]{43,128}$/)
        .meta({
          description: "SHA-256 of the code verifier, in base64url (RFC 7636, S256).",
          examples: ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
        }),
    }),
    output: z.object({
      url: secret(4096, "URL to send the browser to.", "com.example.reader:/oauth2redirect?code=dvc_…"),
    }),
    errors: {
      unknown_app,
      redirect_uri_mismatch: {
        status: 400,
        subject: "redirectUri",
        message: "is not registered",
        detail: "This redirect URI is not registered for the app.",
      },
      not_a_browser: {
        status: 403,
        subject: "session",
        message: "is not kept in a cookie",
        detail: "An app can only be authorized from a browser session.",
      },
    },
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "POST /apps/approvals" },
  }),
  redeem: mutation({
    summary: "Exchange an authorization code for tokens",
    description:
      "Equivalent to `POST /oauth/token` with `grant_type=authorization_code`. A code is valid for one attempt, successful or not; using it again ends the session it created.",
    access: "public",
    input: z.object({
      clientId: ClientId,
      redirectUri: RedirectUri,
      code: secret(256, "The code from the redirect.", "dvc_…"),
      codeVerifier: secret(256, "The code verifier (RFC 7636).", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    }),
    output: AppTokens,
    errors: {
      unknown_app,
      invalid_grant: {
        status: 400,
        subject: "code",
        message: "is invalid",
        detail: "The code has been used, has expired or belongs to another app: start again.",
      },
    },
    limit: { per: "address", rate: 60, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /apps/tokens" },
  }),
  revoke: mutation({
    summary: "Revoke an app's token",
    description:
      "Equivalent to `POST /oauth/revoke` (RFC 7009). Ends the session of an access or refresh token. An unknown token gets the same response.",
    access: "public",
    input: z.object({ clientId: ClientId, token: secret(256, "An access or refresh token.", "dvr_…") }),
    output: Nothing,
    errors: { unknown_app },
    limit: { per: "address", rate: 60, perSeconds: 60 },
    rest: { route: "POST /apps/revocations", status: 204 },
  }),
};
