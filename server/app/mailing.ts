import { randomBytes } from "node:crypto";
import type { Db } from "../database/index.ts";
import { createMailHandlers } from "../features/notifications/index.ts";
import type { Handlers } from "../jobs/index.ts";
import type { Log } from "../providers/log.ts";
import {
  createDevInbox,
  createResendTransport,
  type DevInbox,
  type MailSettings,
  type MailTransport,
} from "../providers/mail/index.ts";
import type { Config } from "./config.ts";

const secretBytes = 32;

/** The mail transport of a process, or on Workers of an isolate. Holds no connection. */
export interface Mailing {
  /** `null` when mail is not configured. */
  readonly transport: MailTransport | null;
  /** The development inbox; `null` when mail is really sent, or not configured. */
  readonly mailbox: DevInbox | null;
}

/** `createSmtpTransport`, on runtimes with sockets. */
type Smtp = (settings: Extract<MailSettings, { kind: "smtp" }>) => MailTransport;

/** Creates the configured mail transport; logs a warning when there is none. */
export function openMailing(mail: MailSettings, log: Log, smtp?: Smtp): Mailing {
  if (mail.kind === "mailbox") {
    const mailbox = createDevInbox();
    return { transport: mailbox, mailbox };
  }
  if (mail.kind === "resend") return { transport: createResendTransport(mail), mailbox: null };
  if (mail.kind === "smtp" && smtp !== undefined) return { transport: smtp(mail), mailbox: null };
  log.warn("mail.not_configured", {
    missing: "MAIL_URL or RESEND_API_KEY, and MAIL_FROM",
    consequence: "addresses cannot be verified and passwords cannot be reset",
  });
  return { transport: null, mailbox: null };
}

let processSecret: Uint8Array | undefined;

/** Without an encryption key the secret is random per process: if another process retries a mail, its link differs. */
function linkSecretOf(keys: Config["encryptionKeys"]): Uint8Array {
  processSecret ??= randomBytes(secretBytes);
  return keys[0]?.secret ?? processSecret;
}

/** Job handlers that send mail. */
export const mailHandlers = (
  db: Db,
  { transport }: Mailing,
  { publicUrl, accountPages, encryptionKeys }: Pick<Config, "publicUrl" | "accountPages" | "encryptionKeys">,
): Handlers =>
  createMailHandlers({
    db,
    transport,
    service: publicUrl.host,
    accountPages,
    linkSecret: linkSecretOf(encryptionKeys),
  });
