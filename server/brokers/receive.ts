import { createHash } from "node:crypto";
import { backoffMs } from "../concurrency/backoff.ts";
import { DeadlineExceeded, withDeadline } from "../concurrency/deadline.ts";
import { pause } from "../concurrency/pause.ts";
import { insertDeadMessage } from "../inbox/index.ts";
import type { Execute, Outcome, Services } from "../procedures/index.ts";
import { Trace } from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { continueTrace, messageSpan, type Tracer } from "../telemetry/index.ts";
import type { ImplementedMessage } from "./implement-messages.ts";
import { type IncomingMessage, type ReceivedEvent, readCloudEvent, UnreadableMessage } from "./incoming.ts";

/** The services that handle a source's messages. */
export interface ReceiverServices {
  /** The source's name in the setting. */
  readonly source: string;
  readonly messages: readonly ImplementedMessage[];
  readonly services: Services;
  readonly execute: Execute;
  readonly log: Log;
  readonly tracer: Tracer | null;
  /** The system that messages come from, in OpenTelemetry's terms. */
  readonly system: string;
  /** Attempts of a message whose handler fails unexpectedly, before it becomes a dead letter. */
  readonly maxAttempts?: number;
  /** Backoff after the first failure; doubles with each further one. */
  readonly retryPauseMs?: number;
  /** Deadline of an attempt: a handler that never ends holds up its key for so long, and no other. */
  readonly attemptDeadlineMs?: number;
}

const defaults = { maxAttempts: 6, retryPauseMs: 500, attemptDeadlineMs: 60_000 };
const maxPauseMs = 30_000;
const storing = { firstMs: 200, maxMs: maxPauseMs };
const maxBodyLength = 262_144;
const maxReasonLength = 1000;

type Failure = Extract<Outcome, { readonly ok: false }>["error"];

/** Transient errors: retried without a limit. */
const passing = new Set(["unavailable", "limited", "running"]);

/** Why a message is given up: in full for its dead letter, and for the log without text of the sender. */
interface Reason {
  readonly full: string;
  readonly logged: string;
}

const sameReason = (text: string): Reason => ({ full: text, logged: text });

/** The reason of a refusal. Paths of issues may hold keys of the input, so the log has the code alone. */
const reasonOf = ({ code, detail, issues }: Failure): Reason =>
  issues.length === 0
    ? sameReason(`${code}: ${detail}`)
    : { full: `${code}: ${issues.map(({ path, message }) => `${path} ${message}`).join("; ")}`, logged: code };

/** A message has no HTTP request: no credential, no cookie; limits count by its source. */
const callOf = (source: string, requestId: string) => {
  const noCookie = () => {
    throw new TypeError("a handler of a message cannot set a cookie");
  };
  return {
    requestId,
    credential: null,
    userAgent: null,
    address: `broker:${source}`,
    idempotencyKey: undefined,
    viewer: async () => null,
    checkCookie: noCookie,
    keepInCookie: noCookie,
    keepSignInCookie: noCookie,
  };
};

/** PostgreSQL stores no NUL in text, and a sender may have put one into a header, the body or a key of the data. */
const storable = (text: string, maxLength: number) => text.slice(0, maxLength).replaceAll("\0", "\ufffd");

/** Stores a dead letter, for as long as that takes. @throws at the signal. */
async function storeDeadLetter(
  { source, services, log }: ReceiverServices,
  { body, contentType }: IncomingMessage,
  event: Pick<ReceivedEvent, "id" | "source" | "type"> | undefined,
  { reason, signal }: { readonly reason: Reason; readonly signal: AbortSignal },
): Promise<void> {
  const id =
    event === undefined ? `sha256:${createHash("sha256").update(body).digest("hex")}` : `${event.source} ${event.id}`;
  const dead = {
    source: `broker:${source}`,
    id,
    type: event?.type.slice(0, 200) ?? null,
    reason: storable(reason.full, maxReasonLength),
    contentType: contentType === undefined ? null : storable(contentType, 200),
    body: storable(new TextDecoder().decode(body.subarray(0, maxBodyLength)), maxBodyLength),
  };
  for (let failures = 1; ; failures++) {
    signal.throwIfAborted();
    try {
      await insertDeadMessage(services.db, dead);
      break;
    } catch (error) {
      // The broker keeps the message meanwhile.
      log.warn("broker.dead_letter_unstored", { source: dead.source, id, failures, error: describeError(error) });
      await pause(backoffMs(storing, failures), signal);
    }
  }
  log.error("broker.message_dead", { source: dead.source, id, type: dead.type, reason: reason.logged });
}

/**
 * Runs the handler once.
 * @returns `undefined` at the deadline. A handler that goes on may still commit, together with the record of its message, so
 * that a later attempt finds it done.
 */
async function attemptOnce(
  { services, execute, source, log, attemptDeadlineMs }: ReceiverServices & typeof defaults,
  message: ImplementedMessage,
  event: ReceivedEvent,
): Promise<Outcome | undefined> {
  const implementation = message.of(event);
  const call = callOf(source, crypto.randomUUID());
  const trace = new Trace(implementation.name, { span: null, metrics: null, isTimed: false });
  try {
    return await withDeadline(attemptDeadlineMs, async () =>
      execute(services, implementation, () => event.data, call, trace),
    );
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) throw error;
    const { requestId } = call;
    log.error("broker.handler_failed", { requestId, procedure: implementation.name, error: describeError(error) });
    return undefined;
  }
}

/** Runs the handler until it succeeds. @returns why the message is given up. @throws at the signal. */
async function handle(
  receiving: ReceiverServices,
  message: ImplementedMessage,
  event: ReceivedEvent,
  signal: AbortSignal,
): Promise<Reason | undefined> {
  const settings = { ...defaults, ...receiving };
  const { maxAttempts, retryPauseMs } = settings;
  let failures = 0;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    const outcome = await attemptOnce(settings, message, event);
    if (outcome?.ok) return undefined;
    const error = outcome?.error;
    if (error === undefined || !passing.has(error.code)) {
      if (error !== undefined && error.code !== "internal") return reasonOf(error);
      failures += 1;
      if (failures >= maxAttempts) return sameReason(`internal: its handler failed ${failures} times`);
    }
    const askedMs = 1000 * (error?.retryAfterSeconds ?? 0);
    await pause(Math.max(backoffMs({ firstMs: retryPauseMs, maxMs: maxPauseMs }, attempt), askedMs), signal);
  }
}

/** A parsed message, or the reason why it cannot be parsed. */
function read(incoming: IncomingMessage): ReceivedEvent | string {
  try {
    return readCloudEvent(incoming);
  } catch (error) {
    if (error instanceof UnreadableMessage) return error.message;
    throw error;
  }
}

const mayCome = ({ contract: { access } }: ImplementedMessage, { source }: ReceivedEvent) =>
  access === "any" || access.sources.includes(source);

/** A message that was read as far as its place in the order is known. */
export interface Received {
  readonly key: string | null;
  /**
   * Handles the message: done, of no interest here, or a dead letter with its reason. Afterwards it may be acknowledged.
   * @returns false for a dead letter. @throws at the signal, when the message is left to the next delivery.
   */
  readonly settle: (signal: AbortSignal) => Promise<boolean>;
}

/** Handles a readable message in a span that continues the trace of its sender. */
async function settle(
  receiving: ReceiverServices,
  incoming: IncomingMessage,
  event: ReceivedEvent,
  signal: AbortSignal,
): Promise<boolean> {
  const { source, system, messages, tracer } = receiving;
  const message = messages.find(({ contract }) => contract.type === event.type);
  if (message === undefined) return true;
  const { traceparent } = event;
  const span = messageSpan("process", "process", source, { "messaging.system": system });
  const links = traceparent === null ? [] : [traceparent];
  const handled = () =>
    mayCome(message, event)
      ? handle(receiving, message, event, signal)
      : sameReason("access: its contract does not name this source");
  const reason = await continueTrace(tracer, { ...span, traceparent, links }, handled, (dead) => dead && "dead_letter");
  if (reason !== undefined) await storeDeadLetter(receiving, incoming, event, { reason, signal });
  return reason === undefined;
}

/** Creates the handler of one source's messages. */
export const createReceive =
  (receiving: ReceiverServices) =>
  (incoming: IncomingMessage): Received => {
    const event = read(incoming);
    if (typeof event === "string")
      return {
        key: incoming.key,
        settle: async (signal) => {
          await storeDeadLetter(receiving, incoming, undefined, { reason: sameReason(event), signal });
          return false;
        },
      };
    return { key: event.key, settle: (signal) => settle(receiving, incoming, event, signal) };
  };
