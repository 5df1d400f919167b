import * as z from "zod";
import { mutation } from "./contract/index.ts";
import { RecoveryCodes } from "./factors.ts";
import { Nothing, RenewedToken } from "./fields.ts";

export const totp = {
  begin: mutation({
    summary: "Begin authenticator app setup",
    description:
      "Returns a new secret, once; show `uri` as a QR code. Codes are not required until the setup is confirmed. Beginning again replaces a pending setup.",
    access: { fresh: true },
    input: z.object({}),
    output: z.object({
      secret: z.string().meta({
        format: "password",
        description: "The secret in base32, for manual entry.",
        examples: ["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"],
      }),
      uri: z.string().meta({
        format: "password",
        description: "The secret as an `otpauth:` URI, for a QR code.",
        examples: ["otpauth://totp/example.com:ada?…"],
      }),
    }),
    errors: {
      already_on: {
        status: 409,
        subject: "totp",
        message: "is on already",
        detail: "This account already has an authenticator app: remove it first.",
      },
      no_encryption_key: {
        status: 503,
        subject: "totp",
        message: "is unavailable",
        detail: "Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.",
      },
    },
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /totp" },
  }),
  confirm: mutation({
    summary: "Confirm authenticator app setup",
    description:
      "From then on a code is required to sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.",
    access: { fresh: true },
    input: z.object({
      code: z
        .string()
        .min(1)
        .max(64)
        .meta({ format: "password", description: "The code that the app shows.", examples: ["492039"] }),
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
        detail: "No authenticator app setup is pending: begin first.",
      },
      wrong_code: {
        status: 422,
        subject: "code",
        message: "is wrong",
        detail: "The code does not match: check the clock of the device.",
      },
    },
    limit: { per: "viewer", rate: 5, perSeconds: 900, counts: "failures" },
    rest: { route: "POST /totp/confirmation" },
  }),
  remove: mutation({
    summary: "Remove the authenticator app",
    description: "Removing the last second factor also deletes the recovery codes.",
    access: { fresh: true },
    input: z.object({}),
    output: Nothing,
    errors: {
      not_on: { status: 404, subject: "totp", message: "not found", detail: "This account has no authenticator app." },
    },
    rest: { route: "DELETE /totp", status: 204 },
  }),
};
