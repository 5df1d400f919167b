import * as z from "zod";
import { exportAccount } from "./account-export.ts";
import { event, forbidden, mutation, query, taken, unauthorized } from "./contract/index.ts";
import { noMail } from "./emails.ts";
import { secondFactor, secondFactorErrors } from "./factors.ts";
import { Email, GivenPassword, idOf, NewPassword, Nothing, Username } from "./fields.ts";
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
  .meta({ description: "URL of a picture.", examples: ["https://example.com/ada.png"] });

/** How the client stores a new session. */
export const Keep = z.enum(["token", "cookie"]).default("token").meta({
  description:
    "How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.",
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
    description: "Creates an account and its first session, and sends a verification link to the e-mail address.",
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
      "Starts a session. An unknown address and a wrong password get the same response. If the account has a second factor, a correct password is answered with 401 `second_factor_required`: call again with `code` or `passkey`.",
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
    // A window allows burst + rate: 20 failures per minute from one address, 10 in fifteen minutes for one account.
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
    summary: "Get the viewer's account",
    access: "required",
    input: z.object({}),
    output: User,
    rest: { route: "GET /user", reply: "user" },
  }),
  update: mutation({
    summary: "Update the viewer's account",
    description:
      "Omitted fields stay unchanged. An empty `bio` or `image` becomes null. A new password or e-mail address requires authentication within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session stored in a cookie gets a new token. A new address is unverified; a verified old address stays in use until the new one is verified by a link sent to it.",
    access: { fresh: "sometimes" },
    input: z
      .object({ username: Username, email: Email, password: NewPassword, bio: Bio, image: Image })
      .exactPartial()
      .meta({ examples: [{ bio: "Writes about joinery." }] }),
    output: User,
    errors: { ...uniqueness, ...commonPassword, ...noMail },
    // Articles, comments and lists embed their authors' profiles.
    invalidates: ["profiles"],
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "PUT /user", body: "user", reply: "user" },
  }),
  export: exportAccount,
  delete: mutation({
    summary: "Delete the viewer's account",
    description:
      "Deletes the account, its articles with the comments of others on them, and all its other data, immediately and permanently. `username` must be the viewer's own, as a confirmation. A session cookie is cleared.",
    access: { fresh: true },
    input: z.object({ username: Username }),
    output: Nothing,
    errors: {
      forbidden: forbidden("account", "You can only delete your own account."),
      last_admin: {
        status: 409,
        subject: "account",
        message: "is the last",
        detail: "The last admin cannot be removed: make another account admin first.",
      },
    },
    invalidates: ["profiles", "articles", "tags"],
    rest: { route: "DELETE /users/{username}", status: 204 },
  }),
};

const accountPayload = z.object({
  accountId: idOf("account"),
  username: Username.meta({ description: "The user name at that time.", examples: ["ada"] }),
});

/** Events of accounts. */
export const accountEvents = {
  "account.registered": event({
    summary: "An account was registered",
    public: true,
    key: "accountId",
    payload: accountPayload,
  }),
  "account.deleted": event({
    summary: "An account was deleted",
    public: true,
    key: "accountId",
    payload: accountPayload,
  }),
};
