import type { Config } from "../app/config.ts";
import { type Mailing, openMailing } from "../app/mailing.ts";
import type { Log } from "../providers/log.ts";

/** Opens the mail transport of a long-lived process. */
export async function openProcessMailing({ mail }: Config, log: Log): Promise<Mailing> {
  const smtp = mail.kind === "smtp" ? (await import("../providers/mail/smtp.ts")).createSmtpTransport : undefined;
  return openMailing(mail, log, smtp);
}
