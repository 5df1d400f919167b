import type { Log } from "../providers/log.ts";
import {
  type BrokerAdapter,
  type BrokerConnection,
  type BrokerMessage,
  BrokerRefusal,
  type PublishOutcome,
  reasonOf,
} from "./broker.ts";
import { createConnectionLog } from "./connection-log.ts";
import type { Destination } from "./send-span.ts";

/** Publishes to one broker over a connection that is opened when it is needed, and again after a loss. */
export interface Publisher {
  /** The reader's name: `broker:amqp`. */
  readonly name: string;
  readonly destination: Destination;
  /**
   * Publishes messages, in order for each key.
   * @returns one outcome a message. @throws where the broker cannot be reached, or at the signal.
   */
  readonly publish: (messages: readonly BrokerMessage[], signal: AbortSignal) => Promise<readonly PublishOutcome[]>;
  /** Connects once, so that a missing broker is logged at start. Never rejects. */
  readonly check: () => Promise<void>;
  /** Never rejects. */
  readonly close: () => Promise<void>;
}

/** Options of {@link createPublisher}. */
export interface PublisherOptions {
  readonly name: string;
  readonly destination: Destination;
  readonly url: URL;
  readonly load: () => Promise<BrokerAdapter>;
  readonly log: Log;
  readonly connectDeadlineMs?: number;
  /** Deadline of one batch. */
  readonly publishDeadlineMs?: number;
}

const defaults = { connectDeadlineMs: 8000, publishDeadlineMs: 10_000 };

/** Why some message was not confirmed; `undefined` when all were. */
function reasonOfLoss(outcomes: readonly PublishOutcome[]): string | undefined {
  for (const outcome of outcomes) if (outcome.state === "unconfirmed") return outcome.reason;
  return undefined;
}

/** Creates the one connection of a publisher, which opens at first use and again after a loss. */
function createConnection({ name, url, load, connectDeadlineMs }: PublisherOptions & typeof defaults) {
  let current: BrokerConnection | undefined;

  async function open(signal: AbortSignal): Promise<BrokerConnection> {
    if (current?.isOpen()) return current;
    await drop();
    const adapter = await load();
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(connectDeadlineMs)]);
    try {
      current = await adapter.connect(url, { clientName: "dovetail", signal: deadline });
    } catch (error) {
      throw error instanceof BrokerRefusal ? error : new Error(`${name} cannot be reached: ${reasonOf(error)}`);
    }
    return current;
  }

  async function drop(): Promise<void> {
    const closing = current;
    current = undefined;
    await closing?.close();
  }

  return { open, drop };
}

/** Creates the publisher of one broker. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { name, destination, log, publishDeadlineMs } = { ...defaults, ...options };
  const { open, drop } = createConnection({ ...defaults, ...options });
  const logState = createConnectionLog(log, name);
  return {
    name,
    destination,
    publish: async (messages, signal) => {
      try {
        const connection = await open(signal);
        const outcomes = await connection.publish(
          messages,
          AbortSignal.any([signal, AbortSignal.timeout(publishDeadlineMs)]),
        );
        // Messages that still arrive over the old connection are sent again under the same id.
        const lost = reasonOfLoss(outcomes);
        if (lost !== undefined) await drop();
        logState(lost);
        return outcomes;
      } catch (error) {
        logState(error);
        throw error;
      }
    },
    check: async () => {
      try {
        await open(new AbortController().signal);
      } catch (error) {
        logState(error);
      }
    },
    close: drop,
  };
}
