import type { Db } from "../../server/database/index.ts";
import { formatToken, hashSecret, newToken } from "../../server/features/sessions/token.ts";

/** Opens a session for each account. @returns the request headers of each. */
export async function signIn(
  db: Db,
  accountIds: readonly number[],
): Promise<readonly Readonly<Record<string, string>>[]> {
  const tokens = accountIds.map((accountId) => ({ accountId, token: newToken() }));
  await db
    .insertInto("session")
    .values(
      tokens.map(({ accountId, token }) => ({
        id: token.id,
        account_id: accountId,
        secret_hash: hashSecret(token.secret),
        kept_in: "token" as const,
        user_agent: "benchmark",
      })),
    )
    .execute();
  return tokens.map(({ token }) => ({ authorization: `Token ${formatToken(token)}` }));
}
