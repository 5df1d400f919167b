import { type Selectable, sql } from "kysely";
import type { AccountTable, Db } from "../../database/index.ts";
import { hasUsername } from "../profiles/index.ts";

type Role = Selectable<AccountTable>["role"];

/** Limit and position of a page. */
export interface AdminPage {
  readonly limit: number;
  readonly beforeId: number | undefined;
}

/** Filter for accounts; absent members do not filter. */
export interface UserFilter {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: "active" | "suspended" | undefined;
}

/** Filter for audit entries. */
export interface AuditFilter {
  readonly username?: string | undefined;
  readonly action?: string | undefined;
}

const managed = ["id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at"] as const;

/** A LIKE pattern for a prefix, with `%`, `_` and `\` escaped. */
const beginningWith = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`;

export const listUsers = (db: Db, { search, role, state }: UserFilter, { limit, beforeId }: AdminPage) =>
  db
    .selectFrom("account")
    .select(managed)
    .$if(search !== undefined, (query) => {
      const pattern = beginningWith(search ?? "");
      return query.where(sql<boolean>`(lower(username) like lower(${pattern}) or lower(email) like lower(${pattern}))`);
    })
    .$if(role !== undefined, (query) => query.where("role", "=", role ?? "member"))
    // Redundant condition that matches the partial index of non-members.
    .$if(role !== undefined && role !== "member", (query) => query.where(sql<boolean>`role <> 'member'`))
    .$if(state === "active", (query) => query.where("suspended_at", "is", null))
    .$if(state === "suspended", (query) => query.where("suspended_at", "is not", null))
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

const roleLock = 8786;

/** Locks roles and suspensions until the transaction ends, so that checks of who is an admin stay true. */
export const lockRoles = (tx: Db) => sql`select pg_advisory_xact_lock(${sql.lit(roleLock)})`.execute(tx);

/** True while another account that is not suspended is an admin. */
const hasOtherAdmin = (id: number) => sql<boolean>`exists (
  select from account other where other.role = 'admin' and other.suspended_at is null and other.id <> ${id})`;

/** Call under {@link lockRoles}: without the last admin, no account could appoint another. */
export const isLastAdmin = async (tx: Db, id: number): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where("role", "=", "admin")
    .where(({ not }) => not(hasOtherAdmin(id)))
    .executeTakeFirst()) !== undefined;

/**
 * Call under {@link lockRoles}.
 * @returns whether the account is an admin, not suspended, and its credentials are unrevoked.
 */
export const isActiveAdmin = async (tx: Db, id: number, credentialVersion: number): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where("role", "=", "admin")
    .where("suspended_at", "is", null)
    .where("credential_version", "=", credentialVersion)
    .executeTakeFirst()) !== undefined;

/** Locks the account until the transaction ends. */
export const lockUser = (tx: Db, username: string) =>
  tx.selectFrom("account").select(managed).where(hasUsername(username)).forNoKeyUpdate().executeTakeFirst();

export const setRole = (tx: Db, id: number, role: Role) =>
  tx.updateTable("account").set({ role }).where("id", "=", id).returning(managed).executeTakeFirstOrThrow();

export const setSuspended = (tx: Db, id: number, isSuspended: boolean) =>
  tx
    .updateTable("account")
    .set({ suspended_at: isSuspended ? sql`now()` : null })
    .where("id", "=", id)
    .returning(managed)
    .executeTakeFirstOrThrow();

/** Audit entries with current user names; deleted accounts have none. */
export const listAudit = (db: Db, { username, action }: AuditFilter, { limit, beforeId }: AdminPage) =>
  db
    .selectFrom("audit")
    .leftJoin("account as actor", "actor.id", "audit.actor_id")
    .leftJoin("account as about", "about.id", "audit.account_id")
    .select(["audit.id", "audit.at", "audit.action", "audit.address", "audit.request_id", "audit.details"])
    .select(["actor.username as actor", "about.username as account"])
    .$if(username !== undefined, (query) => {
      const id = sql`(select id from account where ${hasUsername(username ?? "")})`;
      return query.where(sql<boolean>`(audit.account_id = ${id} or audit.actor_id = ${id})`);
    })
    .$if(action !== undefined, (query) => query.where("audit.action", "=", action ?? ""))
    .$if(beforeId !== undefined, (query) => query.where("audit.id", "<", beforeId ?? 0))
    .orderBy("audit.id", "desc")
    .limit(limit)
    .execute();
