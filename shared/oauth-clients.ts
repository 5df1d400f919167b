import * as z from "zod";
import { type ErrorDeclaration, mutation, unauthorized } from "./contract/index.ts";
import { Nothing } from "./fields.ts";
import { AppTokens } from "./sessions.ts";

const ClientId = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "The app, by the id it is registered under.", examples: ["reader"] });
const RedirectUri = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: "Where the browser goes back to the app.", examples: ["com.example.reader:/oauth2redirect"] });
const secret = (maxLength: number, description: string, example: string) =>
  z
    .string()
    .max(maxLength)
    .meta({ format: "password", description, examples: [example] });

const unknown_app: ErrorDeclaration = unauthorized("clientId", "No app is registered under this id.");

export const apps = {
  approve: mutation({
    summary: "Let an app sign in as the viewer",
    description:
      "What the page at `/oauth/authorize` does when its button is pressed. Answers where the browser goes: the app's redirect URI with a code that is good once, for 60 seconds.",
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
        .meta({ description: "Comes back to the app as it was.", examples: ["af0ifjsldkj"] }),
      codeChallenge: z
        .string()
        .regex(/^[A-Za-z0-9._~-]{43,128}$/)
        .meta({
          description: "SHA-256 of the app's verifier, in base64url (RFC 7636, S256).",
          examples: ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
        }),
    }),
    output: z.object({
      url: secret(4096, "Where to send the browser.", "com.example.reader:/oauth2redirect?code=dvc_…"),
    }),
    errors: {
      unknown_app,
      redirect_uri_mismatch: {
        status: 400,
        subject: "redirectUri",
        message: "is not registered",
        detail: "The app has not registered this redirect URI.",
      },
      not_a_browser: {
        status: 403,
        subject: "session",
        message: "is not kept in a cookie",
        detail: "Only a person in a browser can let an app sign in.",
      },
    },
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "POST /apps/approvals" },
  }),
  redeem: mutation({
    summary: "Take an app's first tokens for a code",
    description:
      "The same as `POST /oauth/token` with `grant_type=authorization_code`. A code is good for one attempt, right or wrong; a right one after that ends the session it gave.",
    access: "public",
    input: z.object({
      clientId: ClientId,
      redirectUri: RedirectUri,
      code: secret(256, "What came with the redirect.", "dvc_…"),
      codeVerifier: secret(256, "What the challenge was made of.", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    }),
    output: AppTokens,
    errors: {
      unknown_app,
      invalid_grant: {
        status: 400,
        subject: "code",
        message: "is invalid",
        detail: "The code is used, over, or for another app: start again.",
      },
    },
    limit: { per: "address", rate: 60, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /apps/tokens" },
  }),
  revoke: mutation({
    summary: "Sign an app out by one of its tokens",
    description:
      "The same as `POST /oauth/revoke` (RFC 7009). Ends the session that an access or refresh token belongs to; a token that belongs to none is answered alike.",
    access: "public",
    input: z.object({ clientId: ClientId, token: secret(256, "An access or refresh token.", "dvr_…") }),
    output: Nothing,
    errors: { unknown_app },
    limit: { per: "address", rate: 60, perSeconds: 60 },
    rest: { route: "POST /apps/revocations", status: 204 },
  }),
};
