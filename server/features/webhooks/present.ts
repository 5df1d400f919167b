import type { insertEndpoint, listAttempts } from "./queries.ts";

/** The wire form of an endpoint. */
export const presentEndpoint = (row: Awaited<ReturnType<typeof insertEndpoint>>) => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  forAll: row.is_for_all,
  signature: row.signature,
  publicKey: row.public_key,
  previousSecretUntil: row.previous_until,
  disabledAt: row.disabled_at,
  disabledReason: row.disabled_reason,
  failingSince: row.failing_since,
  pending: row.pending,
  createdAt: row.created_at,
});

/** The wire form of an attempt. */
export const presentAttempt = (row: Awaited<ReturnType<typeof listAttempts>>[number]) => ({
  eventId: row.message_id,
  event: row.event,
  attempt: row.attempt,
  at: row.at,
  durationMs: row.duration_ms,
  status: row.status,
  error: row.error,
});
