import type { Db } from "../database/index.ts";
import type { LoggedEvent, ReaderDefinition } from "../events/index.ts";
import { insertDeliveries, type NewMessage } from "./fan-out.queries.ts";

/** Payload fields that name the account an event is about; the first one that is there counts. */
const accountFields = ["authorId", "followedId", "accountId"] as const;

function accountOf(payload: unknown): number | null {
  const ids = accountFields.map((field) => Object(payload)[field]);
  return ids.find((id) => typeof id === "number") ?? null;
}

/** The message of an event, with the payload that Standard Webhooks 1.0.0 recommends. */
const messageOf = ({ id, position, name, payload, occurredAt, traceparent }: LoggedEvent): NewMessage => ({
  id,
  position,
  event: name,
  accountId: accountOf(payload),
  occurredAt,
  body: JSON.stringify({ type: name, timestamp: occurredAt, data: payload }),
  traceparent,
});

/** The reader of the event log that stores a delivery of each public event for every endpoint that receives it. */
export const webhookReader = (db: Db): ReaderDefinition => ({
  name: "webhooks",
  takes: ({ isPublic }) => isPublic,
  deliver: async (events) => {
    await insertDeliveries(db, events.map(messageOf));
    return events.map(() => "done");
  },
});
