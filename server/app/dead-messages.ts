import { messages as ownMessages } from "../../shared/messages.ts";
import { createReceive, type ImplementedMessage, implementAllMessages } from "../brokers/index.ts";
import { deleteDeadMessage, type ListedDeadMessage, listDeadMessagesInOrder, readDeadClock } from "../inbox/index.ts";
import { createPipeline, type Services } from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { messageHandlers } from "./messages.ts";

/** The services that handle dead letters. */
export interface DeadLetterServices {
  readonly services: Services;
  readonly log: Log;
  /** Dead letters that are read at once. */
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

/** All current dead letters, in the order in which they were given up. */
async function* deadLetters({ services: { db }, max }: DeadLetterServices): AsyncGenerator<ListedDeadMessage> {
  const until = await readDeadClock(db);
  for (let after: ListedDeadMessage | undefined; ; ) {
    const page = await listDeadMessagesInOrder(db, { max, until, after });
    yield* page;
    after = page.at(-1);
    if (after === undefined) return;
  }
}

/**
 * Handles dead letters of brokers again, in the order in which they were given up, through the same contract and handler, each once. A
 * handled dead letter is deleted; one that fails again stays, with the new reason. Messages in binary mode fail again, since their headers
 * are not stored.
 */
export async function retryDeadMessages(retrying: DeadLetterServices): Promise<RetryResult> {
  const { services, log, isMeant, messages = implementAllMessages(ownMessages, messageHandlers) } = retrying;
  const execute = createPipeline((error, about) =>
    log.error("broker.handler_failed", { ...about, error: describeError(error) }),
  );
  const result = { handled: 0, remaining: 0 };
  for await (const letter of deadLetters(retrying)) {
    if (!isMeant(letter)) continue;
    const { source, id, contentType, body } = letter;
    const name = source.replace(/^broker:/, "");
    const ofSource = messages.filter(({ contract }) => contract.source === name);
    const bounds = { maxAttempts: 1, system: "dovetail", tracer: null };
    const receive = createReceive({ ...bounds, source: name, messages: ofSource, services, execute, log });
    const message = { contentType: contentType ?? undefined, headers: {}, body: Buffer.from(body), key: null };
    const isHandled = ofSource.length > 0 && (await receive(message).settle(never));
    if (isHandled) await deleteDeadMessage(services.db, { source, id });
    result[isHandled ? "handled" : "remaining"] += 1;
  }
  return result;
}
