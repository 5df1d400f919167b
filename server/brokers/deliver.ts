import type { Log } from "../providers/log.ts";
import type { Tracer } from "../telemetry/index.ts";
import type { PublishOutcome } from "./broker.ts";
import { cloudEventOf, type PublicEvent } from "./cloud-event.ts";
import type { Publisher } from "./publisher.ts";
import { sendInSpans } from "./send-span.ts";

/** Outcome of one event, as a reader of the event log takes it. */
type Outcome = "done" | "failed" | "held";

const outcomes: Readonly<Record<PublishOutcome["state"], Outcome>> = {
  published: "done",
  refused: "failed",
  blocked: "failed",
  unconfirmed: "failed",
  held: "held",
};

/** Options of {@link deliverTo}. */
export interface DeliverOptions {
  /** The service's public URL. */
  readonly source: string;
  readonly log: Log;
  readonly tracer: Tracer | null;
}

/**
 * Delivers batches of the event log to a broker. A refused event waits with the later ones of its key. A batch of which
 * nothing could be published waits as a whole, as while the broker is down or full; not where the broker refused an event
 * for what it is, as that one would delay all others for good.
 */
export const deliverTo =
  (publisher: Publisher, { source, log, tracer }: DeliverOptions) =>
  async (events: readonly PublicEvent[], signal: AbortSignal): Promise<readonly Outcome[]> => {
    const messages = events.map((event) => cloudEventOf(event, source));
    const ended = await sendInSpans(tracer, publisher.destination, messages, (sent) => publisher.publish(sent, signal));
    const failed = ended.find((outcome) => "reason" in outcome);
    if (failed === undefined) return ended.map(({ state }) => outcomes[state]);
    const { reason } = failed;
    if (!ended.some(({ state }) => state === "published" || state === "refused"))
      throw new Error(`${publisher.name} accepted no event: ${reason}`);
    const count = ended.filter(({ state }) => state === "refused" || state === "blocked").length;
    if (count > 0) log.warn("broker.message_refused", { broker: publisher.name, reason, count });
    return ended.map(({ state }) => outcomes[state]);
  };
