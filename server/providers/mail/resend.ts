import { MailError, type MailTransport, sendTimeoutMs } from "./message.ts";

/** An account of Resend or of a service with the same API. */
export interface ResendSettings {
  readonly kind: "resend";
  /** Base URL without a trailing slash. */
  readonly url: string;
  readonly apiKey: string;
  readonly from: string;
}

/** Discards the response body without waiting: nothing in it is needed, and its length is unbounded. */
const discard = (response: Response) => response.body?.cancel().catch(() => {});

/**
 * Creates a transport for Resend's HTTPS API (`POST /emails`): one request per message, no redirects, eight seconds
 * timeout.
 */
export const createResendTransport = ({ url, apiKey, from }: Omit<ResendSettings, "kind">): MailTransport => ({
  send: async (message, key, signal) => {
    let response: Response;
    try {
      response = await fetch(`${url}/emails`, {
        method: "POST",
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(sendTimeoutMs)]),
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": key,
          "user-agent": "dovetail",
        },
        body: JSON.stringify({
          from,
          to: [message.to],
          subject: message.subject,
          text: message.text,
          html: message.html,
        }),
      });
    } catch {
      throw new MailError("the mail service did not answer in time", "ENOANSWER");
    }
    await discard(response);
    if (!response.ok) throw new MailError("the mail service refused a message", String(response.status));
  },
});
