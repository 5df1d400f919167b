import { type BrokerMessage, type PublishOutcome, unconfirmed } from "./broker.ts";

const held: PublishOutcome = { state: "held" };

/** The places of the messages of each key, in order; a message without a key stands alone. */
function placesByKey(messages: readonly BrokerMessage[]): readonly (readonly number[])[] {
  const ofKey = new Map<string, number[]>();
  const alone: (readonly number[])[] = [];
  for (const [at, { key }] of messages.entries()) {
    if (key === null) alone.push([at]);
    else {
      const places = ofKey.get(key);
      if (places === undefined) ofKey.set(key, [at]);
      else places.push(at);
    }
  }
  return [...alone, ...ofKey.values()];
}

/**
 * Publishes messages at the same time, those of one key one after another: a broker may refuse a message and take the
 * next, which would put the two out of order for good.
 */
export async function publishInKeyOrder(
  messages: readonly BrokerMessage[],
  publishOne: (message: BrokerMessage) => Promise<PublishOutcome>,
): Promise<readonly PublishOutcome[]> {
  const outcomes: PublishOutcome[] = messages.map(() => held);
  const inTurn = async (places: readonly number[]) => {
    for (const at of places) {
      const message = messages[at];
      if (message === undefined) return;
      const outcome = await publishOne(message).catch(unconfirmed);
      outcomes[at] = outcome;
      if (outcome.state !== "published") return;
    }
  };
  await Promise.all(placesByKey(messages).map(inTurn));
  return outcomes;
}
