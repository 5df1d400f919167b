import * as z from "zod";
import { type Errors, mutation, unauthorized } from "./contract/index.ts";
import { linkRefused, MailToken, noMail } from "./emails.ts";
import { Email, GivenPassword, NewPassword, Nothing, RenewedToken } from "./fields.ts";

/** Wherever a password is set. */
export const commonPassword = {
  password_common: {
    status: 422,
    subject: "password",
    message: "is too common",
    detail: "This password is among those that are guessed first: choose another.",
  },
} as const satisfies Errors;

export const passwords = {
  requestReset: mutation({
    summary: "Ask for a link to set a new password",
    description:
      "Answered alike whether or not an account has the address. An account gets at most three such mails an hour; a link is good once, for an hour, and until the next one.",
    access: "public",
    input: z.object({ email: Email }),
    output: Nothing,
    errors: noMail,
    limit: { per: "address", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /passwords/reset-requests", status: 202 },
  }),
  reset: mutation({
    summary: "Set a new password by the link of a mail",
    description:
      "Ends all sessions of the account, apps' included; API keys stay, unless the address had not been verified before. Signing in afterwards asks for second factors as ever; `removeRecent` takes away what was added lately.",
    access: "public",
    input: z.object({
      token: MailToken,
      password: NewPassword,
      removeRecent: z.boolean().optional().meta({
        description:
          "Also takes away the passkeys, authenticator apps, linked identities, API keys and recovery codes that were added within the last seven days: for an owner who did not add them.",
      }),
    }),
    output: Nothing,
    errors: { ...linkRefused, ...commonPassword },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /passwords/resets", status: 204 },
  }),
  change: mutation({
    summary: "Change the viewer's password",
    description:
      "With the current password, or in a session whose owner proved who they are within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; this one gets a new token.",
    access: { fresh: "sometimes" },
    input: z.object({ password: NewPassword, currentPassword: GivenPassword.optional() }),
    output: z.object({ token: RenewedToken }),
    errors: {
      ...commonPassword,
      credentials: unauthorized("credentials", "The current password is wrong."),
    },
    limit: { per: "viewer", rate: 5, perSeconds: 900, counts: "failures" },
    rest: { route: "PUT /user/password" },
  }),
};
