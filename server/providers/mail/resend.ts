import { MailFault, type MailTransport, sendTimeoutMs } from "./message.ts";

/** An account with a service of Resend's shape. */
export interface ResendSettings {
  readonly kind: "resend";
  /** Where the service is, without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
  readonly from: string;
}

/** Nothing in the answer is needed: its body is not waited for, however long it is. */
const discard = (response: Response) => response.body?.cancel().catch(() => {});

/** Sends by HTTPS (`POST /emails`, as Resend has it): one request a message, no redirects, eight seconds at most. */
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
      throw new MailFault("the mail service did not answer in time", "ENOANSWER");
    }
    await discard(response);
    if (!response.ok) throw new MailFault("the mail service refused a message", String(response.status));
  },
});
