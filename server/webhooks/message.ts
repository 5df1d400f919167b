import type { LoggedEvent } from "../events/index.ts";
import type { NewMessage } from "./fan-out.queries.ts";

/** Payload fields that name the account an event is about; the first one that is present counts. */
export const accountFields = ["authorId", "followedId", "accountId"] as const;

function accountOf(payload: unknown): number | null {
  const ids = accountFields.map((field) => Object(payload)[field]);
  return ids.find((id) => typeof id === "number") ?? null;
}

/** The message of an event, with the payload that Standard Webhooks 1.0.0 recommends. */
export const messageOf = ({ id, position, name, payload, occurredAt, traceparent }: LoggedEvent): NewMessage => ({
  id,
  position,
  event: name,
  accountId: accountOf(payload),
  occurredAt,
  body: JSON.stringify({ type: name, timestamp: occurredAt, data: payload }),
  traceparent,
});
