import { createHash } from "node:crypto";
import { recordAudit } from "../../audit/index.ts";
import { type Db, type Tx, transaction } from "../../database/index.ts";
import type { Consumers, Delivery } from "../../events/index.ts";
import type { MailTransport, Message } from "../../providers/mail/index.ts";
import { type LinkGrant, linkTokenOf, lockAskingOwner, mintLink, mintUndoLink } from "../email-verification/index.ts";
import { changeLetter } from "./change.letter.ts";
import { type Letter, write } from "./letter.ts";
import { canBeUndone, noticeLetter } from "./notices.letter.ts";
import { findAddressee, findByAddress, markSent, openMail } from "./queries.ts";
import { resetLetter } from "./reset.letter.ts";
import { verificationLetter } from "./verification.letter.ts";

/** What mail is written and sent with. */
export interface MailContext {
  readonly db: Db;
  /** `null` where no mail is sent; then nothing is written either. */
  readonly transport: MailTransport | null;
  /** The service's own host, which signs. */
  readonly service: string;
  /** Where links lead: `/verify`, `/reset`, `/email` and `/undo` below it. */
  readonly accountPages: string;
  /** What the tokens of links are derived with: 32 bytes that the database does not hold. */
  readonly linkSecret: Uint8Array;
}

/** A letter with its addressee. */
interface Addressed {
  readonly to: string;
  readonly letter: Letter;
}

const maxLinksPerHour = 3;
const maxNoticesPerHour = 10;
const digestLength = 16;

const pages = { verification: "verify", reset: "reset", change: "email" } as const;

/**
 * What names a mail to whatever takes it: the same for the same mail, however often it is tried. A mail that reads
 * otherwise by now is another one, which services refuse under a name that they know.
 */
const keyOf = (id: string, message: Message) =>
  `${id}-${createHash("sha256").update(JSON.stringify(message)).digest("base64url").slice(0, digestLength)}`;

/** Writes a mail in a transaction, sends it, and notes that it went; what is sent already is not sent again. */
async function post(
  { db, transport, service }: MailContext,
  { id, signal }: Delivery,
  address: (tx: Tx) => Promise<Addressed | undefined>,
): Promise<void> {
  if (transport === null) return;
  const addressed = await transaction(db, address);
  if (addressed === undefined) return;
  const message = { to: addressed.to, ...write(addressed.letter, service) };
  await transport.send(message, keyOf(id, message), signal);
  await markSent(db, id);
}

/** Holds the account that a mail was asked for by; none once its credentials are others, however late the mail is. */
const askerOf = (
  tx: Tx,
  { createdAt: at, payload }: Delivery<"email.verification_requested" | "email.change_requested">,
) => lockAskingOwner(tx, payload.accountId, { at, credentialVersion: payload.credentialVersion });

interface Owner {
  readonly id: number;
  readonly email: string;
  readonly credential_version: number;
}

/** Opens a mail with a link and makes the link, unless the account or the address got enough of them. */
async function linkOf(
  tx: Tx,
  room: MailContext,
  { id }: Delivery,
  { id: accountId, email, credential_version: credentialVersion }: Owner,
  kind: LinkGrant["purpose"],
): Promise<string | undefined> {
  if (!(await openMail(tx, { id, kind, accountId, email, maxPerHour: maxLinksPerHour }))) return undefined;
  const grant = { accountId, email, credentialVersion, purpose: kind };
  const token = await mintLink(tx, grant, linkTokenOf(room.linkSecret, id, grant));
  // In the fragment, which browsers keep to themselves: neither logs nor other sites ever see it.
  return `${room.accountPages}/${pages[kind]}#token=${token}`;
}

/**
 * What sends mail, by the event that asks for it. Tokens of links are made here, when a mail is written: none of them
 * is in an event, nor can be made of what an event holds.
 */
export function createMailConsumers(room: MailContext): Consumers {
  return {
    "email.verification_requested": (delivery) =>
      post(room, delivery, async (tx) => {
        const owner = await askerOf(tx, delivery);
        if (owner === undefined || owner.email_verified_at !== null) return undefined;
        const url = await linkOf(tx, room, delivery, owner, "verification");
        const { email } = owner;
        return url === undefined ? undefined : { to: email, letter: verificationLetter(room.service, url) };
      }),

    "email.change_requested": (delivery) =>
      post(room, delivery, async (tx) => {
        const owner = await askerOf(tx, delivery);
        if (owner === undefined) return undefined;
        const { email } = delivery.payload;
        const url = await linkOf(tx, room, delivery, { ...owner, email }, "change");
        return url === undefined ? undefined : { to: email, letter: changeLetter(room.service, owner.username, url) };
      }),

    "password.reset_requested": (delivery) =>
      post(room, delivery, async (tx) => {
        const { email: asked, ...call } = delivery.payload;
        const found = await findByAddress(tx, asked);
        // No account was looked up when it was asked for, so the moment stands for the version.
        const owner = found && (await lockAskingOwner(tx, found.id, { at: delivery.createdAt }));
        if (owner === undefined) return undefined;
        const { id: accountId, email } = owner;
        const url = await linkOf(tx, room, delivery, owner, "reset");
        if (url === undefined) return undefined;
        await recordAudit(tx, call, { action: "password.reset_requested", actorId: null, accountId });
        return { to: email, letter: resetLetter(room.service, url) };
      }),

    "notice.due": (delivery) =>
      post(room, delivery, async (tx) => {
        const { accountId, about } = delivery.payload;
        const to = delivery.payload.to ?? (await findAddressee(tx, accountId));
        if (to === undefined) return undefined;
        const entry = { id: delivery.id, kind: about, accountId, email: to.email, maxPerHour: maxNoticesPerHour };
        if (!(await openMail(tx, entry))) return undefined;
        const { email, username } = to;
        const grant = { mailId: delivery.id, accountId, email, at: delivery.createdAt };
        const token = canBeUndone(about) ? await mintUndoLink(tx, room.linkSecret, grant) : undefined;
        const url = token && `${room.accountPages}/undo#undo=${token}`;
        return { to: email, letter: noticeLetter(room.service, username, about, url) };
      }),
  };
}
