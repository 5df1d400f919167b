import { connect, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import { isLoopback } from "../../network/loopback.ts";
import { MailError, type MailTransport, sendTimeoutMs } from "./message.ts";

/** SMTP server settings. */
export interface SmtpSettings {
  readonly kind: "smtp";
  /** `smtp:` or `smtps:`, with user and password where the server requires them. */
  readonly url: string;
  readonly from: string;
}

const codeOf = (error: unknown): string => {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" && /^E[A-Z]{2,20}$/.test(code) ? code : "EUNKNOWN";
};

/** Credentials of the URL. */
const credentialsOf = ({ username, password }: URL) =>
  username === "" ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };

type GiveSocket = (error: Error | null, socket?: { connection: Socket }) => void;

function openSocket(at: { readonly host: string; readonly port: number }, done: GiveSocket): void {
  const connection = connect({ ...at, timeout: sendTimeoutMs / 2 });
  const fail = () => {
    connection.destroy();
    done(new MailError("the mail server could not be reached", "ECONNECTION"));
  };
  connection.once("error", fail).once("timeout", fail);
  connection.once("connect", () => {
    connection.off("error", fail).off("timeout", fail).setTimeout(0);
    done(null, { connection });
  });
}

/** Waits for a message to be taken, for a limited time. @throws {MailError} */
async function takenInTime(sending: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(sendTimeoutMs)]);
  const givenUp = new Promise<never>((_, reject) => {
    late.addEventListener("abort", () => reject(new MailError("the mail server took too long", "ETIMEDOUT")));
  });
  try {
    await Promise.race([sending, givenUp]);
  } catch (error) {
    // After an abort the connection ends by its own timeouts; its result is ignored.
    sending.catch(() => {});
    if (error instanceof MailError) throw error;
    throw new MailError("the mail server did not accept a message", codeOf(error));
  }
}

/**
 * Creates an SMTP transport with one connection per message. `smtps:` uses implicit TLS; `smtp:` requires STARTTLS,
 * except on localhost. Requires sockets, so it is not part of the worker.
 */
export function createSmtpTransport({ url, from }: Omit<SmtpSettings, "kind">): MailTransport {
  const address = new URL(url);
  const isSecure = address.protocol === "smtps:";
  const auth = credentialsOf(address);
  const at = {
    host: address.hostname.replace(/^\[|\]$/g, ""),
    port: Number(address.port || (isSecure ? 465 : 587)),
  };
  const transport = createTransport(
    {
      ...at,
      secure: isSecure,
      requireTLS: !isSecure && !isLoopback(address),
      ...(auth !== undefined && { auth }),
      connectionTimeout: sendTimeoutMs / 2,
      greetingTimeout: sendTimeoutMs / 2,
      socketTimeout: sendTimeoutMs,
      dnsTimeout: sendTimeoutMs / 2,
      // Connects by host name: Deno's permissions name hosts, and the library would connect to a resolved IP address.
      getSocket: (_options: unknown, done: GiveSocket) => openSocket(at, done),
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    send: async ({ to, subject, text, html }, key, signal) => {
      const domain = from.replace(/^.*@|>\s*$/g, "");
      const sending = transport.sendMail({
        to: { name: "", address: to },
        subject,
        text,
        html,
        messageId: `<${key}@${domain}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
      await takenInTime(sending, signal);
    },
  };
}
