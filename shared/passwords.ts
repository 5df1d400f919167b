import * as z from "zod";
import { type Errors, mutation, unauthorized } from "./contract/index.ts";
import { linkRefused, MailToken, noMail } from "./emails.ts";
import { Email, GivenPassword, NewPassword, Nothing, RenewedToken } from "./fields.ts";

/** For procedures that set a password. */
export const commonPassword = {
  password_common: {
    status: 422,
    subject: "password",
    message: "is too common",
    detail: "This password is commonly used and easy to guess: choose another.",
  },
} as const satisfies Errors;

export const passwords = {
  requestReset: mutation({
    summary: "Request a password reset link",
    description:
      "The response does not reveal whether the address has an account. At most three links an hour are sent for an account. A link is valid for one use, for an hour, and until a newer one is sent.",
    access: "public",
    input: z.object({ email: Email }),
    output: Nothing,
    errors: noMail,
    limit: { per: "address", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /passwords/reset-requests", status: 202 },
  }),
  reset: mutation({
    summary: "Reset a password",
    description:
      "Ends all sessions of the account, including those of apps. API keys stay, unless the address was not yet verified. Second factors stay required to sign in; `removeRecent` removes recently added credentials.",
    access: "public",
    input: z.object({
      token: MailToken,
      password: NewPassword,
      removeRecent: z.boolean().optional().meta({
        description:
          "Also removes the passkeys, authenticator apps, linked identities, API keys and recovery codes added within the last seven days, for an owner who did not add them.",
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
      "Requires the current password or authentication within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; the current one gets a new token.",
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
