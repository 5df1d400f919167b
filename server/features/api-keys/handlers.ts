import { randomUUID } from "node:crypto";
import { apiKeys } from "../../../shared/api-keys.ts";
import { recordAudit } from "../../audit/index.ts";
import { implement } from "../../procedures/index.ts";
import { lockCaller, notify } from "../credentials/index.ts";
import { hashSecret, newTokenOf } from "../sessions/index.ts";
import { countApiKeys, deleteApiKey, insertApiKey, listApiKeys, maxApiKeys } from "./queries.ts";

const prefixLength = 10;

const present = (row: Awaited<ReturnType<typeof insertApiKey>>) => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

export const apiKeyHandlers = implement(apiKeys, {
  create: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      await lockCaller(tx, viewer);
      if ((await countApiKeys(tx, viewer.id)) >= maxApiKeys) fail("too_many");
      const key = newTokenOf("dvk");
      const row = await insertApiKey(tx, {
        id: randomUUID(),
        accountId: viewer.id,
        secretHash: hashSecret(key),
        prefix: key.slice(0, prefixLength),
        name: input.name,
        scopes: [...new Set(input.scopes)],
        expiresInDays: input.expiresInDays,
      });
      const details = { keyId: row.id, scopes: row.scopes.join(" ") };
      await recordAudit(tx, call, { action: "api_key.created", actorId: viewer.id, accountId: viewer.id, details });
      await notify(tx, viewer.id, "api_key_created");
      return { key, apiKey: present(row) };
    }),
  list: async ({ db, viewer }) => ({ apiKeys: (await listApiKeys(db, viewer.id)).map(present) }),
  revoke: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      if (!(await deleteApiKey(tx, viewer.id, input.id))) fail("not_found");
      const details = { keyId: input.id };
      await recordAudit(tx, call, { action: "api_key.revoked", actorId: viewer.id, accountId: viewer.id, details });
      return null;
    }),
});
