/** A mail message; the transport adds sender and envelope. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail transport. */
export interface MailTransport {
  /**
   * Sends a message.
   * @param key idempotency key: the same for every attempt of a message, so that the receiver can deduplicate.
   * @param signal aborts the attempt, in addition to the transport's timeout.
   * @throws {MailError} when the message was not accepted.
   */
  readonly send: (message: Message, key: string, signal: AbortSignal) => Promise<void>;
}

/** Timeout for one message. */
export const sendTimeoutMs = 8000;

/**
 * A message was not accepted. The text is our own: server texts repeat addresses, sometimes credentials, and must not
 * reach a log.
 */
export class MailError extends Error {
  override readonly name = "MailError";
  /** The server's status, or the library's error code such as `EAUTH`. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}
