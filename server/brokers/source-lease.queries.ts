import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** A source, and the process that asks for it. */
export interface LeasedSource {
  readonly name: string;
  readonly lease: string;
  readonly leaseMs: number;
}

/** Takes or extends the lease of a source. @returns false where another process holds it. */
export async function claimSource(db: Db, { name, lease, leaseMs }: LeasedSource): Promise<boolean> {
  const { rows } = await sql`
    insert into source_lease as held (name, lease, leased_until)
      values (${name}, ${lease}, now() + make_interval(secs => ${leaseMs / 1000}))
      on conflict (name) do update set lease = excluded.lease, leased_until = excluded.leased_until
        where held.lease = excluded.lease or held.leased_until < now()
      returning name`.execute(db);
  return rows.length > 0;
}

/** Gives up the lease. */
export async function releaseSource(db: Db, { name, lease }: LeasedSource): Promise<void> {
  await db.deleteFrom("source_lease").where("name", "=", name).where("lease", "=", lease).execute();
}
