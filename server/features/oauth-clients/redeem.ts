import { recordAudit } from "../../audit/index.ts";
import { type Db, type Tx, transaction } from "../../database/index.ts";
import type { Call } from "../../procedures/index.ts";
import { revoke } from "../credentials/index.ts";
import { type AppTokens, hashSecret, isTokenOf, openAppFrom } from "../sessions/index.ts";
import { isVerified } from "./policies.ts";
import { findRedeemed, keepRedeemed, takeCode } from "./queries.ts";

/** Parameters of an authorization code grant. */
export interface Redemption {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly code: string;
  readonly codeVerifier: string;
}

interface Bound {
  readonly app_id: string;
  readonly redirect_uri: string;
  readonly challenge: string;
}

const fits = (code: Bound, { clientId, redirectUri, codeVerifier }: Redemption) =>
  code.app_id === clientId && code.redirect_uri === redirectUri && isVerified(codeVerifier, code.challenge);

/** Ends the session of a code that is replayed with all its parameters. */
const endReplayed = (db: Db, call: Call, redemption: Redemption, cameAtMs: number): Promise<void> =>
  transaction(db, async (tx) => {
    // Measured once a connection is available: waiting in the pool does not make the request later.
    const sinceMs = performance.now() - cameAtMs;
    const replayed = await findRedeemed(tx, hashSecret(redemption.code), sinceMs);
    if (replayed === undefined || !fits(replayed, redemption)) return;
    const { account_id: accountId, session_id: sessionId, app_id: app } = replayed;
    if ((await revoke(tx, accountId, { only: sessionId })).endedSessions === 0) return;
    const details = { sessionId, app };
    await recordAudit(tx, call, { action: "authorization_code.reused", actorId: null, accountId, details });
  });

/**
 * Redeems an authorization code for an app's tokens (RFC 6749, section 4.1.3, with RFC 7636). Any attempt uses up the
 * code, valid or not. A concurrent second attempt is only refused, since apps do send duplicates. A later attempt ends
 * the session of the code, as it indicates theft.
 * @returns a function that creates the tokens in a transaction; `undefined` for an invalid code.
 */
export async function redeem(
  db: Db,
  call: Call,
  redemption: Redemption,
): Promise<((tx: Tx) => Promise<AppTokens | undefined>) | undefined> {
  const cameAtMs = performance.now();
  if (!isTokenOf("dvc", redemption.code)) return undefined;
  const hash = hashSecret(redemption.code);
  const code = await takeCode(db, hash);
  if (code === undefined) {
    await endReplayed(db, call, redemption, cameAtMs);
    return undefined;
  }
  if (!fits(code, redemption)) return undefined;
  return async (tx) => {
    const browser = { sessionId: code.session_id, credentialVersion: code.credential_version };
    const opened = await openAppFrom(tx, browser, { appId: code.app_id, userAgent: call.userAgent });
    if (opened === undefined) return undefined;
    const { sessionId, accountId, tokens } = opened;
    await keepRedeemed(tx, hash, sessionId);
    const details = { method: "app", app: code.app_id };
    await recordAudit(tx, call, { action: "sign_in.succeeded", actorId: accountId, accountId, details });
    return tokens;
  };
}
