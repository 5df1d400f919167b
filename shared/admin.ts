import * as z from "zod";
import { commentModeration } from "./comments.ts";
import { mutation, notFound, query, roles } from "./contract/index.ts";
import { cursorPage, Moment, Next, Nothing, Slug, Username } from "./fields.ts";
import { jobAdministration } from "./job-administration.ts";

const RoleName = z.enum(roles).meta({
  description: "Each role includes the rights of the roles before it. New accounts are members.",
  examples: ["moderator"],
});

export const ManagedUser = z
  .object({
    username: Username,
    email: z.string(),
    role: RoleName,
    isEmailVerified: z.boolean(),
    suspendedAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When the account was suspended; null if it is not suspended." }),
    createdAt: Moment,
  })
  .meta({
    id: "ManagedUser",
    description: "An account, as shown to admins.",
    examples: [
      {
        username: "ada",
        email: "ada@example.com",
        role: "member",
        isEmailVerified: true,
        suspendedAt: null,
        createdAt: "2026-11-05T09:30:00.000Z",
      },
    ],
  });

export const AuditRecord = z
  .object({
    at: Moment,
    action: z.string().meta({ description: "The action, such as `account.suspended`." }),
    actor: z.string().nullable().meta({ description: "Account that acted; null if it is unknown or deleted." }),
    account: z.string().nullable().meta({ description: "Account acted upon; null if it is unknown or deleted." }),
    address: z.string().meta({ description: "IP address of the caller." }),
    requestId: z.string().meta({ description: "Request id of the call, as in the log." }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({
    id: "AuditRecord",
    description: "An action on an account.",
    examples: [
      {
        at: "2026-11-05T09:30:00.000Z",
        action: "account.role_changed",
        actor: "ada",
        account: "grace",
        address: "192.0.2.1",
        requestId: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
        details: { from: "member", to: "moderator" },
      },
    ],
  });

const noUser = notFound("user", "No user has this user name.");
const noArticle = notFound("article", "No article has this slug.");
const ofUser = { username: Username };
const asAdmin = { role: "admin", fresh: true } as const;
const limit = { per: "viewer", rate: 60, perSeconds: 60 } as const;

export const admin = {
  ...commentModeration,
  ...jobAdministration,
  listUsers: query({
    summary: "List accounts, newest first",
    access: { role: "admin" },
    input: z.object({
      search: z
        .string()
        .min(1)
        .max(254)
        .optional()
        .meta({ description: "Case-insensitive prefix of the user name or e-mail address." }),
      role: RoleName.optional(),
      state: z.enum(["active", "suspended"]).optional(),
      ...cursorPage,
    }),
    output: z.object({ users: z.array(ManagedUser), next: Next }),
    rest: { route: "GET /admin/users" },
  }),
  suspendUser: mutation({
    summary: "Suspend an account",
    description:
      "Ends its sessions, including those of apps; its API keys are disabled until the account is restored. Its articles and comments stay visible. Idempotent.",
    access: asAdmin,
    input: z.object({
      ...ofUser,
      reason: z.string().max(500).optional().meta({ description: "Recorded in the audit log." }),
    }),
    output: ManagedUser,
    errors: {
      not_found: noUser,
      own_account: {
        status: 403,
        subject: "user",
        message: "forbidden",
        detail: "You cannot suspend your own account.",
      },
    },
    limit,
    rest: { route: "POST /admin/users/{username}/suspension", body: "suspension", reply: "user" },
  }),
  restoreUser: mutation({
    summary: "Lift an account's suspension",
    description: "The owner can sign in again, and the account's API keys work again.",
    access: asAdmin,
    input: z.object(ofUser),
    output: ManagedUser,
    errors: { not_found: noUser },
    limit,
    rest: { route: "DELETE /admin/users/{username}/suspension", reply: "user" },
  }),
  resetAccess: mutation({
    summary: "Reset an account's credentials",
    description:
      "For an owner who cannot recover the account by e-mail alone and has proved their identity. Ends all sessions and removes the second factors, or all credentials: the owner then sets a password through a reset link sent to the account's address. The owner is notified by e-mail, and the reset is recorded in the audit log.",
    access: asAdmin,
    input: z.object({
      ...ofUser,
      remove: z
        .enum(["second_factors", "everything"])
        .default("second_factors")
        .meta({ description: "`everything`: password, passkeys, authenticator app, identities and API keys." }),
      reason: z
        .string()
        .min(1)
        .max(500)
        .meta({ description: "Recorded in the audit log.", examples: ["Owner lost their phone."] }),
    }),
    output: ManagedUser,
    errors: {
      not_found: noUser,
      own_account: {
        status: 403,
        subject: "user",
        message: "forbidden",
        detail: "You cannot reset your own account.",
      },
    },
    limit,
    rest: { route: "POST /admin/users/{username}/access-resets", body: "reset", reply: "user" },
  }),
  changeRole: mutation({
    summary: "Change an account's role",
    description: "Ends the account's sessions if the role changes. The role of the last admin cannot be changed.",
    access: asAdmin,
    input: z.object({ ...ofUser, role: RoleName }),
    output: ManagedUser,
    errors: {
      not_found: noUser,
      last_admin: {
        status: 409,
        subject: "role",
        message: "is the last",
        detail: "The last admin cannot be removed: make another account admin first.",
      },
    },
    limit,
    rest: { route: "PUT /admin/users/{username}/role", body: "user", reply: "user" },
  }),
  removeArticle: mutation({
    summary: "Remove an article as a moderator",
    description: "Its comments and favorites are deleted as well.",
    access: { role: "moderator" },
    input: z.object({ slug: Slug }),
    output: Nothing,
    errors: { not_found: noArticle },
    invalidates: ["article:{slug}", "comments:{slug}", "articles", "tags"],
    limit,
    rest: { route: "DELETE /admin/articles/{slug}", status: 204 },
  }),
  listAudit: query({
    summary: "List audit log entries, newest first",
    description: "Entries are retained for 400 days.",
    access: { role: "admin" },
    input: z.object({
      username: Username.optional().meta({ description: "Only entries with this user as actor or account." }),
      action: z
        .string()
        .min(1)
        .max(64)
        .optional()
        .meta({ examples: ["account.suspended"] }),
      ...cursorPage,
    }),
    output: z.object({ entries: z.array(AuditRecord), next: Next }),
    rest: { route: "GET /admin/audit" },
  }),
};
