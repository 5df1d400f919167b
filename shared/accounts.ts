import * as z from "zod";
import { exportAccount } from "./account-export.ts";
import { forbidden, mutation, query, taken, unauthorized } from "./contract/index.ts";
import { noMail } from "./emails.ts";
import { secondFactor, secondFactorErrors } from "./factors.ts";
import { Email, GivenPassword, NewPassword, Nothing, Username } from "./fields.ts";
import { commonPassword } from "./passwords.ts";

const Bio = z
  .string()
  .max(1000)
  .nullable()
  .meta({ examples: ["Writes about joinery."] });
const Image = z
  .string()
  .max(2048)
  .nullable()
  .meta({ description: "Address of a picture.", examples: ["https://example.com/ada.png"] });

/** Where a session that starts is kept. */
export const Keep = z.enum(["token", "cookie"]).default("token").meta({
  description:
    "Where the session is kept. `token`: answered as `token`, to be sent as a bearer. `cookie`: set as an HttpOnly cookie, never shown.",
});

export const User = z
  .object({
    email: z.string(),
    token: z
      .string()
      .nullable()
      .meta({ format: "password", description: "The session's token; null when a cookie holds it." }),
    username: Username,
    bio: z.string().nullable(),
    image: z.string().nullable(),
  })
  .meta({
    id: "User",
    description: "The viewer's own account.",
    examples: [{ email: "ada@example.com", token: "c2Vzc2lvbg.c2VjcmV0", username: "ada", bio: null, image: null }],
  });

const uniqueness = { username_taken: taken("username"), email_taken: taken("email") };

export const accounts = {
  register: mutation({
    summary: "Sign up",
    description: "Creates an account and its first session, and sends a mail by which the address is verified.",
    access: "public",
    input: z.object({ username: Username, email: Email, password: NewPassword, session: Keep }),
    output: User,
    errors: { ...uniqueness, ...commonPassword },
    limit: { per: "address", rate: 30, perSeconds: 60 },
    rest: { route: "POST /users", body: "user", reply: "user", status: 201, location: "/profiles/{username}" },
  }),
  login: mutation({
    summary: "Sign in",
    description:
      "Starts a session. An unknown address and a wrong password are answered alike. An account with a second factor asks for it once the password is right: call again with `code` or `passkey`.",
    access: "public",
    input: z.object({
      email: z
        .string()
        .min(1)
        .max(254)
        .meta({ examples: ["ada@example.com"] }),
      password: GivenPassword,
      session: Keep,
      ...secondFactor,
    }),
    output: User,
    // Burst and rate together are what one stretch of time may see: 20 wrong tries a minute, 10 in fifteen.
    limit: [
      { per: "address", rate: 10, perSeconds: 60, counts: "failures" },
      { per: "account", by: "email", rate: 5, perSeconds: 900, counts: "failures" },
    ],
    errors: {
      credentials: unauthorized("credentials", "The e-mail address or the password is wrong."),
      ...secondFactorErrors,
    },
    rest: { route: "POST /users/login", body: "user", reply: "user" },
  }),
  current: query({
    summary: "The viewer's own account",
    access: "required",
    input: z.object({}),
    output: User,
    rest: { route: "GET /user", reply: "user" },
  }),
  update: mutation({
    summary: "Change the viewer's own account",
    description:
      "Fields left out stay. An empty `bio` or `image` becomes null. A new password or address needs a session whose owner proved who they are within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session kept in a cookie gets a new one. A new address counts as unverified; where the old one is verified, it stays until the new one is, by a mail to it.",
    access: { fresh: "sometimes" },
    input: z
      .object({ username: Username, email: Email, password: NewPassword, bio: Bio, image: Image })
      .exactPartial()
      .meta({ examples: [{ bio: "Writes about joinery." }] }),
    output: User,
    errors: { ...uniqueness, ...commonPassword, ...noMail },
    // Articles, lists and more show their authors.
    invalidates: ["profiles"],
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "PUT /user", body: "user", reply: "user" },
  }),
  export: exportAccount,
  delete: mutation({
    summary: "Delete the viewer's account",
    description:
      "With its articles, what others added to them, and everything else that is its own, at once and for good. The user name is asked for against mistakes: it must be the viewer's own. A cookie is cleared.",
    access: { fresh: true },
    input: z.object({ username: Username }),
    output: Nothing,
    errors: {
      forbidden: forbidden("account", "Nobody can delete another's account."),
      last_admin: { status: 409, subject: "account", message: "is the last", detail: "Nobody else would be an admin." },
    },
    invalidates: ["profiles", "articles", "tags"],
    rest: { route: "DELETE /users/{username}", status: 204 },
  }),
};
