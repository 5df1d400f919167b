/** A mail to be sent; sender and envelope are the transport's. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Takes mail on its way. */
export interface MailTransport {
  /**
   * Hands a message over.
   * @param key the same for the same message, however often it is tried, so that what receives it may tell it is one.
   * @param signal gives up, beside the transport's own deadline.
   * @throws {MailFault} when it was not taken.
   */
  readonly send: (message: Message, key: string, signal: AbortSignal) => Promise<void>;
}

/** How long a transport may take over one message. */
export const sendTimeoutMs = 8000;

/**
 * A message was not taken. Its text is our own: what servers write repeats addresses, and sometimes credentials, and has
 * no place in a log.
 */
export class MailFault extends Error {
  override readonly name = "MailFault";
  /** The server's status, or a word of the library's for what failed, such as `EAUTH`. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}
