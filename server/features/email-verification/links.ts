import { createHmac } from "node:crypto";
import type { Db, Tx } from "../../database/index.ts";
import { hashSecret, newTokenOf } from "../sessions/index.ts";
import { findLink, type LinkPurpose, lockOwner, storeLink, takeLink } from "./queries.ts";

/** Account and purpose of a link. */
export interface LinkGrant {
  readonly accountId: number;
  readonly purpose: LinkPurpose;
  readonly email: string;
  readonly credentialVersion: number;
}

/**
 * Derives the link token of one mail. Deterministic, so that each delivery attempt sends the same mail and the receiver
 * can drop duplicates. Without the secret, it is as hard to guess as a random token.
 * @param secret 32 bytes; @param mailId id of the event that requests the mail.
 */
export const linkTokenOf = (secret: Uint8Array, mailId: string, { purpose, email, credentialVersion }: LinkGrant) =>
  `dvm_${createHmac("sha256", secret)
    .update(JSON.stringify(["dovetail mail link", mailId, purpose, email, credentialVersion]))
    .digest("base64url")}`;

/** Stores a link, with a new token unless one is given; it replaces the account's older link for the same purpose. */
export async function mintLink(tx: Tx, grant: LinkGrant, token = newTokenOf("dvm")): Promise<string> {
  await storeLink(tx, { ...grant, hash: hashSecret(token) });
  return token;
}

/** Finds the owner of a valid link without using it up. */
export const findOwner = async (db: Db, purpose: LinkPurpose, token: string): Promise<number | undefined> =>
  (await findLink(db, purpose, hashSecret(token)))?.account_id;

/**
 * Uses up a link and locks its account.
 * @returns the account and the address that the link is valid for. `undefined` for a link that was used, has expired,
 * was replaced or was requested before the account's credentials changed, and for a suspended account.
 */
export async function useLink(tx: Tx, purpose: LinkPurpose, token: string) {
  const hash = hashSecret(token);
  const found = await findLink(tx, purpose, hash);
  // Locks the account before the link, in the same order as link creation.
  const owner = found && (await lockOwner(tx, found.account_id));
  const email = owner && (await takeLink(tx, purpose, hash, owner.credential_version));
  return email === undefined || owner === undefined ? undefined : { owner, email };
}
