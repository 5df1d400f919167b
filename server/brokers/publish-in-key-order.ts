import { forEachInKeyOrder } from "../concurrency/for-each-in-key-order.ts";
import { type BrokerMessage, type PublishOutcome, unconfirmed } from "./broker.ts";

const held: PublishOutcome = { state: "held" };

/**
 * Publishes messages at the same time, those of one key one after another: a broker may refuse a message and take the
 * next, which would leave the two out of order permanently.
 */
export async function publishInKeyOrder(
  messages: readonly BrokerMessage[],
  publishOne: (message: BrokerMessage) => Promise<PublishOutcome>,
): Promise<readonly PublishOutcome[]> {
  const outcomes: PublishOutcome[] = messages.map(() => held);
  await forEachInKeyOrder(messages, messages.length, async (message, index) => {
    const outcome = await publishOne(message).catch(unconfirmed);
    outcomes[index] = outcome;
    return outcome.state === "published";
  });
  return outcomes;
}
