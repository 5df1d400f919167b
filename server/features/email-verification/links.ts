import { createHmac } from "node:crypto";
import type { Db, Tx } from "../../database/index.ts";
import { hashSecret, newTokenOf } from "../sessions/index.ts";
import { findLink, type LinkPurpose, lockOwner, storeLink, takeLink } from "./queries.ts";

/** Whose a link is, and what for. */
export interface LinkGrant {
  readonly accountId: number;
  readonly purpose: LinkPurpose;
  readonly email: string;
  readonly credentialVersion: number;
}

/**
 * The token of the link in one mail: the same at each attempt to send it, so that the mail is the same and what receives
 * it twice can drop the second. Whoever lacks the secret can no more guess it than a random one.
 * @param secret 32 bytes; @param mailId the event's that asks for the mail.
 */
export const linkTokenOf = (secret: Uint8Array, mailId: string, { purpose, email, credentialVersion }: LinkGrant) =>
  `dvm_${createHmac("sha256", secret)
    .update(JSON.stringify(["dovetail mail link", mailId, purpose, email, credentialVersion]))
    .digest("base64url")}`;

/** Makes a link's token good, a new one where none is given; the account's older one for the same purpose is no more. */
export async function mintLink(tx: Tx, grant: LinkGrant, token = newTokenOf("dvm")): Promise<string> {
  await storeLink(tx, { ...grant, hash: hashSecret(token) });
  return token;
}

/** Whose a good link is; it may be used before it is taken. */
export const findOwner = async (db: Db, purpose: LinkPurpose, token: string): Promise<number | undefined> =>
  (await findLink(db, purpose, hashSecret(token)))?.account_id;

/**
 * Uses a link up and holds its account.
 * @returns the account and the address the link is good for; `undefined` for a link that was used, is over, was replaced
 * or was asked for before the account's credentials changed, and for an account that is suspended.
 */
export async function useLink(tx: Tx, purpose: LinkPurpose, token: string) {
  const hash = hashSecret(token);
  const found = await findLink(tx, purpose, hash);
  // Accounts before links, as those who make links have it.
  const owner = found && (await lockOwner(tx, found.account_id));
  const email = owner && (await takeLink(tx, purpose, hash, owner.credential_version));
  return email === undefined || owner === undefined ? undefined : { owner, email };
}
