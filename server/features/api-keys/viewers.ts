import type { Db } from "../../database/index.ts";
import type { KeyViewer } from "../../procedures/index.ts";
import { listLivingKeys } from "./queries.ts";

/** The present viewers of API keys, by key; deleted and expired ones are missing. */
export async function findKeyViewers(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, KeyViewer>> {
  if (ids.length === 0) return new Map();
  const rows = await listLivingKeys(db, ids);
  return new Map(
    rows.map(({ id: keyId, account_id: id, username, role, scopes }) => [
      keyId,
      { kind: "apiKey", id, username, role, keyId, scopes },
    ]),
  );
}
