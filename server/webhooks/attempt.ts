import { DeadlineExceeded, withDeadline } from "../concurrency/deadline.ts";
import { TargetRefused } from "./allowed-targets.ts";
import { signMessage } from "./signature.ts";
import { ConnectionFailed, type ConnectionFailure, type SendWebhook } from "./transport.ts";

/** Why an attempt got no response. */
export type AttemptError =
  | "timed_out"
  | "connection_failed"
  | "unresolvable"
  | "address_refused"
  | "url_refused"
  | ConnectionFailure;

/** The outcome of an attempt: a response, or an error. */
export interface AttemptResult {
  readonly status: number | null;
  readonly error: AttemptError | null;
  readonly retryAfter: string | undefined;
  readonly durationMs: number;
}

/** A message on its way to one endpoint. */
export interface OutgoingMessage {
  readonly url: string;
  /** The endpoint's current secret, and while it is rotated the former one. */
  readonly secrets: readonly string[];
  readonly id: string;
  readonly body: string;
  readonly traceparent: string | null;
}

export interface AttemptOptions {
  readonly send: SendWebhook;
  readonly deadlineMs: number;
  /** Ends the attempt at a shutdown. */
  readonly stop: AbortSignal;
  readonly nowMs: () => number;
}

/** The headers of one attempt (Standard Webhooks 1.0.0, "Webhook headers"). */
function headersOf({ id, body, secrets, traceparent }: OutgoingMessage, timestamp: number) {
  return {
    "content-type": "application/json",
    "user-agent": "Dovetail-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": secrets.map((secret) => signMessage(secret, { id, timestamp, body })).join(" "),
    ...(traceparent !== null && { traceparent }),
  };
}

function errorOf(error: unknown, isLate: boolean): AttemptError {
  if (isLate) return "timed_out";
  if (error instanceof ConnectionFailed) return error.reason;
  if (!(error instanceof TargetRefused)) return "connection_failed";
  if (error.reason === "unresolvable" || error.reason === "address_refused") return error.reason;
  return "url_refused";
}

/**
 * Sends a message once, within a deadline over everything: name, connection, headers and body.
 * @returns `null` when `stop` ended the attempt. Never rejects.
 */
export async function attemptDelivery(
  message: OutgoingMessage,
  { send, deadlineMs, stop, nowMs }: AttemptOptions,
): Promise<AttemptResult | null> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  try {
    const headers = headersOf(message, Math.floor(nowMs() / 1000));
    const url = new URL(message.url);
    // A DNS lookup ignores the signal.
    const { status, retryAfter } = await withDeadline(
      deadlineMs,
      (signal) => send({ url, headers, body: message.body, signal }),
      stop,
    );
    return { status, error: null, retryAfter, durationMs: took() };
  } catch (error) {
    const isLate = error instanceof DeadlineExceeded;
    if (stop.aborted && !isLate) return null;
    return { status: null, error: errorOf(error, isLate), retryAfter: undefined, durationMs: took() };
  }
}
