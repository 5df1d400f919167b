import { messages as ownMessages } from "../../shared/messages.ts";
import { createReceive, type ImplementedMessage, implementAllMessages } from "../brokers/index.ts";
import { deleteDeadMessage, listDeadMessages } from "../inbox/index.ts";
import { createPipeline, type Services } from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { messageHandlers } from "./messages.ts";

/** The services that handle dead letters. */
export interface DeadLetterServices {
  readonly services: Services;
  readonly log: Log;
  /** Maximum number of dead letters to read, the latest first. */
  readonly max: number;
  /** Selects dead letters. */
  readonly isMeant: (letter: { readonly id: string }) => boolean;
  /** Consumed messages; those of the service by default. */
  readonly messages?: readonly ImplementedMessage[];
}

/** Numbers of dead letters that were handled, and that failed again. */
export interface RetryResult {
  readonly handled: number;
  readonly remaining: number;
}

const never = new AbortController().signal;

/**
 * Handles dead letters of brokers again, through the same contract and handler, each once. A handled dead letter
 * is deleted; one that fails again stays, with the new reason. Messages in binary mode fail again, since their headers are not stored.
 */
export async function retryDeadMessages(retrying: DeadLetterServices): Promise<RetryResult> {
  const { services, log, max, isMeant, messages = implementAllMessages(ownMessages, messageHandlers) } = retrying;
  const execute = createPipeline((error, about) =>
    log.error("broker.handler_failed", { ...about, error: describeError(error) }),
  );
  const letters = (await listDeadMessages(services.db, { max })).filter(isMeant);
  let handled = 0;
  for (const { source, id, contentType, body } of letters) {
    const name = source.replace(/^broker:/, "");
    const ofSource = messages.filter(({ contract }) => contract.source === name);
    const bounds = { maxAttempts: 1, system: "dovetail", tracer: null };
    const receive = createReceive({ ...bounds, source: name, messages: ofSource, services, execute, log });
    const message = { contentType: contentType ?? undefined, headers: {}, body: Buffer.from(body), key: null };
    if (ofSource.length === 0 || !(await receive(message).settle(never))) continue;
    await deleteDeadMessage(services.db, { source, id });
    handled += 1;
  }
  return { handled, remaining: letters.length - handled };
}
