import { randomBytes } from "node:crypto";
import type { Db } from "../database/index.ts";
import type { Consumers } from "../events/index.ts";
import { createMailConsumers } from "../features/notifications/index.ts";
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

/** How mail leaves a process, or on Workers an isolate. Holds no connection. */
export interface Mailing {
  /** `null` where no mail is sent. */
  readonly transport: MailTransport | null;
  /** Where mail stays here, to be looked at; `null` where it leaves, or none is sent. */
  readonly mailbox: DevInbox | null;
}

/** `createSmtpTransport`, where the runtime keeps sockets. */
type Smtp = (settings: Extract<MailSettings, { kind: "smtp" }>) => MailTransport;

/** Opens the way out that is configured, and says so where there is none. */
export function openMailing(mail: MailSettings, log: Log, smtp?: Smtp): Mailing {
  if (mail.kind === "mailbox") {
    const mailbox = createDevInbox();
    return { transport: mailbox, mailbox };
  }
  if (mail.kind === "resend") return { transport: createResendTransport(mail), mailbox: null };
  if (mail.kind === "smtp" && smtp !== undefined) return { transport: smtp(mail), mailbox: null };
  log.warn("mail.not_configured", {
    missing: "MAIL_URL or RESEND_API_KEY, and MAIL_FROM",
    consequence: "nobody can verify an address or reset a password",
  });
  return { transport: null, mailbox: null };
}

let ownSecret: Uint8Array | undefined;

/** Without a key of the service's own, one of the process: a mail that another process takes up then has another link. */
function linkSecretOf(keys: Config["encryptionKeys"]): Uint8Array {
  ownSecret ??= randomBytes(secretBytes);
  return keys[0]?.secret ?? ownSecret;
}

/** What sends mail over a database. */
export const mailConsumers = (
  db: Db,
  { transport }: Mailing,
  { publicUrl, accountPages, encryptionKeys }: Pick<Config, "publicUrl" | "accountPages" | "encryptionKeys">,
): Consumers =>
  createMailConsumers({
    db,
    transport,
    service: publicUrl.host,
    accountPages,
    linkSecret: linkSecretOf(encryptionKeys),
  });
