import * as z from "zod";
import { mutation } from "./contract/index.ts";
import { RecoveryCodes } from "./factors.ts";
import { Nothing, RenewedToken } from "./fields.ts";

export const totp = {
  begin: mutation({
    summary: "Begin to add an authenticator app",
    description:
      "Answers a new secret, once; show `uri` as a QR code. Nothing is asked for until a code has been confirmed, and beginning again takes the place of what was begun.",
    access: { fresh: true },
    input: z.object({}),
    output: z.object({
      secret: z.string().meta({
        format: "password",
        description: "In base32, to be typed.",
        examples: ["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"],
      }),
      uri: z.string().meta({
        format: "password",
        description: "The same for a QR code.",
        examples: ["otpauth://totp/example.com:ada?…"],
      }),
    }),
    errors: {
      already_on: {
        status: 409,
        subject: "totp",
        message: "is on already",
        detail: "This account has an authenticator app: remove it first.",
      },
      no_encryption_key: {
        status: 503,
        subject: "totp",
        message: "is unavailable",
        detail: "Authenticator apps cannot be added here: whoever runs the service has set no ENCRYPTION_KEYS.",
      },
    },
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /totp" },
  }),
  confirm: mutation({
    summary: "Confirm an authenticator app by its first code",
    description:
      "From now on sign-in asks for a code. The first second factor of an account comes with ten recovery codes. The session gets a new token, and the old one opens nothing any more.",
    access: { fresh: true },
    input: z.object({
      code: z
        .string()
        .min(1)
        .max(64)
        .meta({ format: "password", description: "What the app shows.", examples: ["492039"] }),
    }),
    output: z.object({
      recoveryCodes: RecoveryCodes,
      token: RenewedToken,
    }),
    errors: {
      not_begun: {
        status: 409,
        subject: "totp",
        message: "has not been begun",
        detail: "There is no authenticator app to confirm: begin first.",
      },
      wrong_code: {
        status: 422,
        subject: "code",
        message: "is wrong",
        detail: "The code is not the app's: is the device's clock right?",
      },
    },
    limit: { per: "viewer", rate: 5, perSeconds: 900, counts: "failures" },
    rest: { route: "POST /totp/confirmation" },
  }),
  remove: mutation({
    summary: "Remove the authenticator app",
    description: "Recovery codes go with an account's last second factor.",
    access: { fresh: true },
    input: z.object({}),
    output: Nothing,
    errors: {
      not_on: { status: 404, subject: "totp", message: "not found", detail: "This account has no authenticator app." },
    },
    rest: { route: "DELETE /totp", status: 204 },
  }),
};
