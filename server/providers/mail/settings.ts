import * as z from "zod";
import { isSecureOrLoopback } from "../../network/loopback.ts";
import type { ResendSettings } from "./resend.ts";
import type { SmtpSettings } from "./smtp.ts";

/** The mail transport: SMTP, an HTTPS service, the development inbox, or none. */
export type MailSettings = SmtpSettings | ResendSettings | { readonly kind: "mailbox" } | { readonly kind: "none" };

const mailboxUrl = "mailbox:";

const isMailUrl = (text: string) =>
  text === mailboxUrl ||
  (URL.canParse(text) && ["smtp:", "smtps:"].includes(new URL(text).protocol) && new URL(text).hostname !== "");

/** Accepts HTTPS, or localhost, without credentials, query or fragment: they would end up in every mail. */
function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username + url.password + url.search + url.hash === "" && isSecureOrLoopback(url);
}

const plainAddress = (example: string) =>
  z
    .string()
    .refine(isPlainAddress, { message: `must be an address such as ${example}` })
    .transform((text) => text.replace(/\/+$/, ""));

/** `ada@example.com`, or with a name before it, `Ada's Shop <ada@example.com>`. */
const senderPattern = /^(?:[^<>"\p{Cc}]{0,100}<[^\s<>@"]+@[^\s<>@"]+>|[^\s<>@"]+@[^\s<>@"]+)$/u;

/** Mail settings, by environment variable. */
export const mailFields = {
  MAIL_URL: z
    .string()
    .refine(isMailUrl, { message: "must be an address such as smtps://user:password@mail.example.com, or mailbox:" })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(senderPattern, { error: "must be a sender such as Dovetail <mail@example.com>" })
    .optional(),
  RESEND_API_KEY: z
    .string()
    .max(1000)
    .regex(/^[\x21-\x7e]+$/, { error: "must be visible ASCII without spaces" })
    .optional(),
  RESEND_URL: plainAddress("https://api.resend.com").default("https://api.resend.com"),
  ACCOUNT_PAGES: plainAddress("https://app.example.com/account").optional(),
};

const Settings = z.object(mailFields);

/** Further inputs of the choice of transport. */
export interface Surroundings {
  readonly isDevelopment: boolean;
  /** True for the embedded database. */
  readonly isEmbedded: boolean;
}

/**
 * Chooses the mail transport.
 * @param errors collects problems, without setting values.
 */
export function mailOf(
  { MAIL_URL: url, MAIL_FROM: from, RESEND_API_KEY: apiKey, RESEND_URL: resendUrl }: z.output<typeof Settings>,
  { isDevelopment, isEmbedded }: Surroundings,
  errors: string[],
): MailSettings {
  if (url !== undefined && apiKey !== undefined) errors.push("MAIL_URL: cannot be combined with RESEND_API_KEY");
  if (url === mailboxUrl && !isDevelopment)
    errors.push("MAIL_URL: mailbox: shows all mail, so PUBLIC_URL and HOST must be this machine's");
  if (url === mailboxUrl) return { kind: "mailbox" };
  if (url === undefined && apiKey === undefined) return { kind: isEmbedded && isDevelopment ? "mailbox" : "none" };
  if (from === undefined) {
    errors.push("MAIL_FROM: must be set with MAIL_URL or RESEND_API_KEY, such as Dovetail <mail@example.com>");
    return { kind: "none" };
  }
  if (url !== undefined) return { kind: "smtp", url, from };
  return { kind: "resend", url: resendUrl, apiKey: apiKey ?? "", from };
}
