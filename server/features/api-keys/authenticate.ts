import type { Db } from "../../database/index.ts";
import type { Credential, KeyViewer } from "../../procedures/index.ts";
import { hashSecret, isTokenOf } from "../sessions/index.ts";
import { findApiKey, markKeyUsed } from "./queries.ts";

/** Authenticates an API key. @returns `null` for an invalid or expired one. */
export async function authenticateKey(db: Db, { token, keptIn }: Credential): Promise<KeyViewer | null> {
  if (keptIn !== "token" || !isTokenOf("dvk", token)) return null;
  const key = await findApiKey(db, hashSecret(token));
  if (key === undefined) return null;
  // Written at most once an hour, so that reads rarely cause writes.
  if (key.unmarked) await markKeyUsed(db, key.id);
  const { account_id: id, username, role, scopes } = key;
  return { kind: "apiKey", id, username, role, keyId: key.id, scopes };
}
