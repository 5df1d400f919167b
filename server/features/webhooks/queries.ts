import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** Maximum number of endpoints per account. */
export const maxEndpoints = 10;

const listedColumns = [
  "id",
  "url",
  "description",
  "events",
  "is_for_all",
  "signature",
  "public_key",
  "disabled_at",
  "disabled_reason",
  "failing_since",
  "pending",
  "created_at",
] as const;

const previousUntil = sql<string | null>`case when previous_until > now() then previous_until end`.as("previous_until");

export interface NewEndpoint {
  readonly id: string;
  readonly accountId: number;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly isForAll: boolean;
  readonly signature: "hmac" | "ed25519";
  readonly sealedSecret: string;
  readonly publicKey: string | null;
}

export async function countEndpoints(tx: Db, accountId: number): Promise<number> {
  const { endpoints } = await tx
    .selectFrom("webhook_endpoint")
    .select(({ fn }) => fn.countAll<number>().as("endpoints"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return endpoints;
}

export const insertEndpoint = (tx: Db, endpoint: NewEndpoint) =>
  tx
    .insertInto("webhook_endpoint")
    .values({
      id: endpoint.id,
      account_id: endpoint.accountId,
      url: endpoint.url,
      description: endpoint.description,
      events: [...endpoint.events],
      is_for_all: endpoint.isForAll,
      signature: endpoint.signature,
      sealed_secret: endpoint.sealedSecret,
      public_key: endpoint.publicKey,
    })
    .returning([...listedColumns, previousUntil])
    .executeTakeFirstOrThrow();

export const listEndpoints = (db: Db, accountId: number) =>
  db
    .selectFrom("webhook_endpoint")
    .select([...listedColumns, previousUntil])
    .where("account_id", "=", accountId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(maxEndpoints)
    .execute();

/** One endpoint of an account. */
export interface OwnEndpoint {
  readonly accountId: number;
  readonly id: string;
}

export const findEndpoint = (db: Db, { accountId, id }: OwnEndpoint) =>
  db
    .selectFrom("webhook_endpoint")
    .select([...listedColumns, previousUntil])
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();

/** Fields to change; an absent one stays. */
export interface EndpointChanges {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
}

/** A changed URL, or enabling, ends the pause after failures. */
export const updateEndpoint = (tx: Db, { accountId, id }: OwnEndpoint, changes: EndpointChanges) =>
  tx
    .updateTable("webhook_endpoint")
    .set({
      // So that there is always something to set.
      id,
      ...(changes.url !== undefined && { url: changes.url }),
      ...(changes.description !== undefined && { description: changes.description }),
      ...(changes.events !== undefined && { events: [...changes.events] }),
      ...(changes.enabled === true && { disabled_at: null, disabled_reason: null }),
      ...(changes.enabled === false && {
        disabled_at: sql<string>`coalesce(disabled_at, now())`,
        disabled_reason: sql<"owner">`coalesce(disabled_reason, 'owner')`,
      }),
      ...(changes.enabled === true && {
        failing_since: null,
        due_at: sql<string>`case when lease is null then now() else due_at end`,
      }),
      // An attempt at the former URL no longer counts.
      ...(changes.url !== undefined && { failing_since: null, due_at: sql<string>`now()`, lease: null }),
    })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .returning([...listedColumns, previousUntil])
    .executeTakeFirst();

/** Attempts at a former URL do not count for a new one. */
export const restartDeliveries = (tx: Db, endpointId: string) =>
  tx
    .updateTable("webhook_delivery")
    .set({ attempts: 0 })
    .where("endpoint_id", "=", endpointId)
    .where("state", "=", "pending")
    .where("attempts", ">", 0)
    .execute();

/** @returns whether the account had such an endpoint. */
export async function deleteEndpoint(tx: Db, { accountId, id }: OwnEndpoint): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("webhook_endpoint")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The new secret of an endpoint. */
export interface NewSecret {
  readonly sealedSecret: string;
  readonly publicKey: string | null;
  /** How long the former one signs too. */
  readonly overlapHours: number;
}

export const replaceSecret = (tx: Db, { accountId, id }: OwnEndpoint, secret: NewSecret) =>
  tx
    .updateTable("webhook_endpoint")
    .set(({ ref }) => ({
      previous_sealed_secret: secret.overlapHours === 0 ? null : ref("sealed_secret"),
      previous_until:
        secret.overlapHours === 0 ? null : sql<string>`now() + make_interval(hours => ${secret.overlapHours})`,
      sealed_secret: secret.sealedSecret,
      public_key: secret.publicKey,
    }))
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .returning([...listedColumns, previousUntil])
    .executeTakeFirst();

export const listAttempts = (
  db: Db,
  endpointId: string,
  { limit, beforeId }: { readonly limit: number; readonly beforeId: number | undefined },
) =>
  db
    .selectFrom("webhook_attempt")
    .select(["id", "message_id", "event", "attempt", "at", "duration_ms", "status", "error"])
    .where("endpoint_id", "=", endpointId)
    .$if(beforeId !== undefined, (attempts) => attempts.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
