import * as z from "zod";
import { type Errors, mutation, taken, unauthorized } from "./contract/index.ts";
import { Email, GivenPassword, Nothing, RenewedToken } from "./fields.ts";

/** Where a mail would have to be sent. */
export const noMail = {
  no_mail: {
    status: 503,
    subject: "mail",
    message: "is not set up",
    detail: "This service sends no mail.",
  },
} as const satisfies Errors;

/** Where a link of a mail is used. */
export const linkRefused = {
  link_refused: {
    status: 410,
    subject: "token",
    message: "is of no use",
    detail: "This link was used before, is too old, or was replaced by a newer one: ask for another.",
  },
} as const satisfies Errors;

/** What a link of a mail carries in its fragment. */
export const MailToken = z
  .string()
  .min(1)
  .max(256)
  .meta({ format: "password", description: "What the link carries behind `#token=`.", examples: ["dvm_…"] });

export const emails = {
  requestVerification: mutation({
    summary: "Ask for a link to verify one's address",
    description:
      "Sent to the account's address, at most three times an hour, and not where the address is verified already. A link is good once, for a day, and until the next one.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    errors: noMail,
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /user/email/verification-requests", status: 202 },
  }),
  verify: mutation({
    summary: "Verify an address by the link of a mail",
    description:
      "With the account's own session or its password, the account stays as it is; the session gets a new token. With neither, whoever signed up may be somebody else: its password, sessions, API keys, linked identities and second factors are dropped, and `resetToken` lets the address's owner set a password at once.",
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
          description: "For `passwords.reset`, where the ways in were dropped; null where they were kept.",
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
        detail: "You are signed in to another account than the link belongs to: sign out first.",
      },
    },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /emails/verifications" },
  }),
  change: mutation({
    summary: "Ask to use another address",
    description:
      "A link is sent to the new address, and a notice to the old one, which stays until the link is used. A link is good once, for a day, and until the next one.",
    access: { fresh: true },
    input: z.object({ email: Email }),
    output: Nothing,
    errors: { ...noMail, email_taken: taken("email") },
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "PUT /user/email", status: 202 },
  }),
  undo: mutation({
    summary: "Undo what was added to an account, by the link of a notice",
    description:
      "For a reader of a notice who did not do what it tells of, within seven days of it. Ends all sessions, takes away the password and every way in that was added within the last seven days, puts an address back that was replaced within them, and lets the reader set a password by `resetToken`. What is older stays, second factors included.",
    access: "public",
    input: z.object({
      token: MailToken.meta({
        format: "password",
        description: "What the link of a notice carries behind `#undo=`.",
        examples: ["dvu_…"],
      }),
    }),
    output: z.object({
      email: z.string().meta({ examples: ["ada@example.com"] }),
      resetToken: z.string().meta({ format: "password", description: "For `passwords.reset`.", examples: ["dvm_…"] }),
    }),
    errors: { ...linkRefused, email_taken: taken("email") },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /emails/undos" },
  }),
  confirmChange: mutation({
    summary: "Begin to use another address by the link of a mail",
    description: "The address counts as verified. In a session of the account, the session gets a new token.",
    access: "optional",
    input: z.object({ token: MailToken }),
    output: z.object({ email: z.string().meta({ examples: ["ada@example.org"] }), token: RenewedToken }),
    errors: { ...linkRefused, email_taken: taken("email") },
    limit: { per: "address", rate: 20, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /emails/changes" },
  }),
};
