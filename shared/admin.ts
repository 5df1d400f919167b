import * as z from "zod";
import { commentModeration } from "./comments.ts";
import { mutation, notFound, query, roles } from "./contract/index.ts";
import { cursorPage, Moment, Next, Nothing, Slug, Username } from "./fields.ts";

const RoleName = z.enum(roles).meta({
  description: "Each has the rights of those before it; everybody who signs up is a member.",
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
      .meta({ description: "Since when the account is suspended; null while it is not." }),
    createdAt: Moment,
  })
  .meta({
    id: "ManagedUser",
    description: "An account, as admins see it.",
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
    action: z.string().meta({ description: "What was done, as `account.suspended`." }),
    actor: z
      .string()
      .nullable()
      .meta({ description: "Who did it; null for nobody known, or an account that is gone." }),
    account: z.string().nullable().meta({ description: "Whose account it is about; null as for `actor`." }),
    address: z.string().meta({ description: "Where the call came from." }),
    requestId: z.string().meta({ description: "The call, as the log knows it." }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({
    id: "AuditRecord",
    description: "Something that was done about an account.",
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

const noUser = notFound("user", "Nobody has this user name.");
const noArticle = notFound("article", "No article has this slug.");
const ofUser = { username: Username };
const asAdmin = { role: "admin", fresh: true } as const;
const limit = { per: "viewer", rate: 60, perSeconds: 60 } as const;

export const admin = {
  ...commentModeration,
  listUsers: query({
    summary: "Accounts, newest first",
    access: { role: "admin" },
    input: z.object({
      search: z
        .string()
        .min(1)
        .max(254)
        .optional()
        .meta({ description: "Only those whose user name or e-mail address begins so, whatever its case." }),
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
      "Ends its sessions and the sign-ins of its apps; its API keys rest until it is restored. What it wrote stays visible. Doing so twice is the same as once.",
    access: asAdmin,
    input: z.object({
      ...ofUser,
      reason: z.string().max(500).optional().meta({ description: "Kept in the audit log." }),
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
    description: "Its owner signs in anew; its API keys open doors again.",
    access: asAdmin,
    input: z.object(ofUser),
    output: ManagedUser,
    errors: { not_found: noUser },
    limit,
    rest: { route: "DELETE /admin/users/{username}/suspension", reply: "user" },
  }),
  resetAccess: mutation({
    summary: "Reset how an account is entered",
    description:
      "For an owner who cannot come back by mail alone, once they have shown who they are. Ends all sessions and takes away the second factors, or every way in: the owner then sets a password by a link to the account's address. The owner is told by mail, and it stays on record.",
    access: asAdmin,
    input: z.object({
      ...ofUser,
      remove: z
        .enum(["second_factors", "everything"])
        .default("second_factors")
        .meta({ description: "`everything`: password, passkeys, authenticator app, identities and API keys." }),
      reason: z.string().min(1).max(500).meta({ description: "Kept in the audit log." }),
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
    description: "Ends the account's sessions, unless it has the role already. The last admin stays one.",
    access: asAdmin,
    input: z.object({ ...ofUser, role: RoleName }),
    output: ManagedUser,
    errors: {
      not_found: noUser,
      last_admin: { status: 409, subject: "role", message: "is the last", detail: "Nobody else would be an admin." },
    },
    limit,
    rest: { route: "PUT /admin/users/{username}/role", body: "user", reply: "user" },
  }),
  removeArticle: mutation({
    summary: "Take somebody's article down",
    description: "What others added to it goes with it.",
    access: { role: "moderator" },
    input: z.object({ slug: Slug }),
    output: Nothing,
    errors: { not_found: noArticle },
    invalidates: ["article:{slug}", "comments:{slug}", "articles", "tags"],
    limit,
    rest: { route: "DELETE /admin/articles/{slug}", status: 204 },
  }),
  listAudit: query({
    summary: "The audit log, newest first",
    description: "Entries are kept for 400 days.",
    access: { role: "admin" },
    input: z.object({
      username: Username.optional().meta({ description: "Only what this user did, or what was done about them." }),
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
