import * as z from "zod";
import { type Errors, mutation, taken, unauthorized } from "./contract/index.ts";
import { Email, GivenPassword, Nothing, RenewedToken } from "./fields.ts";

/** For procedures that send mail. */
export const noMail = {
  no_mail: {
    status: 503,
    subject: "mail",
    message: "is not set up",
    detail: "This service sends no mail.",
  },
} as const satisfies Errors;

/** For procedures that take the token of an e-mailed link. */
export const linkRefused = {
  link_refused: {
    status: 410,
    subject: "token",
    message: "is of no use",
    detail: "This link has been used, has expired or was replaced by a newer one: request a new link.",
  },
} as const satisfies Errors;

/** Token in the fragment of an e-mailed link. */
export const MailToken = z
  .string()
  .min(1)
  .max(256)
  .meta({ format: "password", description: "The link's token, after `#token=`.", examples: ["dvm_…"] });

export const emails = {
  requestVerification: mutation({
    summary: "Request an e-mail verification link",
    description:
      "The link is sent to the account's address, at most three times an hour, and only if the address is not verified. It is valid for one use, for a day, and until a newer one is sent.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    errors: noMail,
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /user/email/verification-requests", status: 202 },
  }),
  verify: mutation({
    summary: "Verify an e-mail address",
    description:
      "With the account's session or password, the credentials are unchanged and the session gets a new token. Otherwise the account may have been created by another person: its password, sessions, API keys, linked identities and second factors are removed, and `resetToken` lets the owner of the address set a password.",
    access: "optional",
    input: z.object({ token: MailToken, password: GivenPassword.optional() }),
    output: z.object({
      email: z.string().meta({ examples: ["ada@example.com"] }),
      token: RenewedToken,
      resetToken: z
        .string()
        .nullable()
        .meta({
          format: "password",
          description: "Token for `passwords.reset` if the credentials were removed; else null.",
          examples: [null],
        }),
    }),
    errors: {
      ...linkRefused,
      credentials: unauthorized("credentials", "The password is wrong."),
      other_account: {
        status: 409,
        subject: "account",
        message: "is another",
        detail: "The link belongs to another account than the one you are signed in to: sign out first.",
      },
    },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /emails/verifications" },
  }),
  change: mutation({
    summary: "Request a change of e-mail address",
    description:
      "A link is sent to the new address and a notification to the old one, which stays in use until the link is used. The link is valid for one use, for a day, and until a newer one is sent.",
    access: { fresh: true },
    input: z.object({ email: Email }),
    output: Nothing,
    errors: { ...noMail, email_taken: taken("email") },
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "PUT /user/email", status: 202 },
  }),
  undo: mutation({
    summary: "Revert recent credential changes",
    description:
      "For the recipient of a security notification who did not make the change, within seven days of it. Ends all sessions, removes the password and all credentials added within the last seven days, restores an e-mail address that was replaced within them, and returns a `resetToken` to set a new password. Older credentials stay, second factors included.",
    access: "public",
    input: z.object({
      token: MailToken.meta({
        format: "password",
        description: "The notification link's token, after `#undo=`.",
        examples: ["dvu_…"],
      }),
    }),
    output: z.object({
      email: z.string().meta({ examples: ["ada@example.com"] }),
      resetToken: z
        .string()
        .meta({ format: "password", description: "Token for `passwords.reset`.", examples: ["dvm_…"] }),
    }),
    errors: { ...linkRefused, email_taken: taken("email") },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /emails/undos" },
  }),
  confirmChange: mutation({
    summary: "Confirm a change of e-mail address",
    description:
      "The new address is verified. If the caller is signed in to the account, the session gets a new token.",
    access: "optional",
    input: z.object({ token: MailToken }),
    output: z.object({ email: z.string().meta({ examples: ["ada@example.org"] }), token: RenewedToken }),
    errors: { ...linkRefused, email_taken: taken("email") },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /emails/changes" },
  }),
};
