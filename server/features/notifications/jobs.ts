import { createHash } from "node:crypto";
import type { JobInputs } from "../../../shared/jobs.ts";
import { recordAudit } from "../../audit/index.ts";
import { type Db, type Tx, transaction } from "../../database/index.ts";
import type { Handlers, JobRun } from "../../jobs/index.ts";
import type { MailTransport, Message } from "../../providers/mail/index.ts";
import {
  type LinkGrant,
  linkTokenOf,
  lockRequestingOwner,
  mintLink,
  mintUndoLink,
} from "../email-verification/index.ts";
import { changeLetter } from "./change.letter.ts";
import { type Letter, write } from "./letter.ts";
import { canBeUndone, noticeLetter } from "./notices.letter.ts";
import { claimMail, findAddressee, findByAddress, markSent } from "./queries.ts";
import { resetLetter } from "./reset.letter.ts";
import { verificationLetter } from "./verification.letter.ts";

/** Dependencies for writing and sending mail. */
export interface MailContext {
  readonly db: Db;
  /** `null` where no mail is sent; then none is written either. */
  readonly transport: MailTransport | null;
  /** Host name of the service, for the signature. */
  readonly service: string;
  /** Base URL of link targets: `/verify`, `/reset`, `/email` and `/undo`. */
  readonly accountPages: string;
  /** Key that link tokens are derived with: 32 bytes, not stored in the database. */
  readonly linkSecret: Uint8Array;
}

/** A letter with its recipient. */
interface Addressed {
  readonly to: string;
  readonly letter: Letter;
}

const maxLinksPerHour = 3;
const maxNoticesPerHour = 10;
const digestLength = 16;

const pages = { verification: "verify", reset: "reset", change: "email" } as const;

/**
 * Idempotency key of a mail: the same for each attempt to send the same content. Changed content gets a new key, since
 * mail services refuse other content under a known one.
 */
const idempotencyKeyOf = (mailId: string, message: Message) =>
  `${mailId}-${createHash("sha256").update(JSON.stringify(message)).digest("base64url").slice(0, digestLength)}`;

/** Writes a mail in a transaction, sends it, and marks it as sent; a mail already sent is skipped. */
async function sendMail(
  { db, transport, service }: MailContext,
  { id, signal }: JobRun,
  address: (tx: Tx) => Promise<Addressed | undefined>,
): Promise<void> {
  if (transport === null) return;
  const addressed = await transaction(db, address);
  if (addressed === undefined) return;
  const message = { to: addressed.to, ...write(addressed.letter, service) };
  await transport.send(message, idempotencyKeyOf(id, message), signal);
  await markSent(db, id);
}

/** Locks the account that requested a mail; `undefined` once its credentials changed or the mail is too late. */
const requesterOf = (tx: Tx, { createdAt: at, input }: JobRun<JobInputs["mail.verification" | "mail.email_change"]>) =>
  lockRequestingOwner(tx, input.accountId, { at, credentialVersion: input.credentialVersion });

interface Owner {
  readonly id: number;
  readonly email: string;
  readonly credential_version: number;
}

/** Claims a mail with a link and creates the link, unless the account or the address reached the hourly limit. */
async function linkOf(
  tx: Tx,
  context: MailContext,
  { id }: JobRun,
  { id: accountId, email, credential_version: credentialVersion }: Owner,
  kind: LinkGrant["purpose"],
): Promise<string | undefined> {
  if (!(await claimMail(tx, { id, kind, accountId, email, maxPerHour: maxLinksPerHour }))) return undefined;
  const grant = { accountId, email, credentialVersion, purpose: kind };
  const token = await mintLink(tx, grant, linkTokenOf(context.linkSecret, id, grant));
  // In the fragment, which browsers do not send: no log and no other site sees the token.
  return `${context.accountPages}/${pages[kind]}#token=${token}`;
}

/** Writes the notice of a change, with a link that undoes it where that is possible. */
async function noticeOf(tx: Tx, context: MailContext, run: JobRun<JobInputs["mail.notice"]>) {
  const { accountId, about } = run.input;
  const to = run.input.to ?? (await findAddressee(tx, accountId));
  if (to === undefined) return undefined;
  const entry = { id: run.id, kind: about, accountId, email: to.email, maxPerHour: maxNoticesPerHour };
  if (!(await claimMail(tx, entry))) return undefined;
  const { email, username } = to;
  const grant = { mailId: run.id, accountId, email, at: run.createdAt };
  const token = canBeUndone(about) ? await mintUndoLink(tx, context.linkSecret, grant) : undefined;
  const url = token && `${context.accountPages}/undo#undo=${token}`;
  return { to: email, letter: noticeLetter(context.service, username, about, url) };
}

/**
 * Creates the handlers that send mail, by job. Link tokens are created here, when a mail is written: no job
 * contains one, nor the data to derive one.
 */
export function createMailHandlers(context: MailContext): Handlers {
  return {
    "mail.verification": (run) =>
      sendMail(context, run, async (tx) => {
        const owner = await requesterOf(tx, run);
        if (owner === undefined || owner.email_verified_at !== null) return undefined;
        const url = await linkOf(tx, context, run, owner, "verification");
        const { email } = owner;
        return url === undefined ? undefined : { to: email, letter: verificationLetter(context.service, url) };
      }),

    "mail.email_change": (run) =>
      sendMail(context, run, async (tx) => {
        const owner = await requesterOf(tx, run);
        if (owner === undefined) return undefined;
        const { email } = run.input;
        const url = await linkOf(tx, context, run, { ...owner, email }, "change");
        return url === undefined
          ? undefined
          : { to: email, letter: changeLetter(context.service, owner.username, url) };
      }),

    "mail.password_reset": (run) =>
      sendMail(context, run, async (tx) => {
        const { email: asked, ...call } = run.input;
        const found = await findByAddress(tx, asked);
        // The request looked up no account, so its time is used in place of the credential version.
        const owner = found && (await lockRequestingOwner(tx, found.id, { at: run.createdAt }));
        if (owner === undefined) return undefined;
        const { id: accountId, email } = owner;
        const url = await linkOf(tx, context, run, owner, "reset");
        if (url === undefined) return undefined;
        await recordAudit(tx, call, { action: "password.reset_requested", actorId: null, accountId });
        return { to: email, letter: resetLetter(context.service, url) };
      }),

    "mail.notice": (run) => sendMail(context, run, (tx) => noticeOf(tx, context, run)),
  };
}
