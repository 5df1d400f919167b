/** One attempt to deliver, as a transport sends it. */
export interface WebhookRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Aborts the attempt: the deadline, or a shutdown. */
  readonly signal: AbortSignal;
}

/** The receiver's answer. Nothing else of it is of use. */
export interface WebhookResponse {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** Why no connection was made; nothing else of the error is shown to the endpoint's owner. */
export type ConnectionFailure =
  | "connection_refused"
  | "certificate_expired"
  | "certificate_untrusted"
  | "certificate_of_another_host"
  | "tls_failed";

/** No connection was made, for a reason that the endpoint's owner can act on. */
export class ConnectionFailed extends Error {
  override readonly name = "ConnectionFailed";
  readonly reason: ConnectionFailure;

  constructor(reason: ConnectionFailure, options: ErrorOptions) {
    super(`no connection was made: ${reason}`, options);
    this.reason = reason;
  }
}

/**
 * Sends one POST and follows no redirect.
 * Rejects with {@link TargetRefused} before any connection, with {@link ConnectionFailed} where the reason is known, or with the
 * connection's error.
 */
export type SendWebhook = (request: WebhookRequest) => Promise<WebhookResponse>;

/** How long the rest of a response is read, as a courtesy: a receiver that is still writing would see a broken connection. */
export const maxReadMs = 500;

/** How much of a response's body is read, in bytes. */
export const maxReadBytes = 4096;
