import type { Generated } from "kysely";

// Webhooks sent, and messages received.

export interface InboxTable {
  source: string;
  id: string;
  received_at: Generated<string>;
}

export interface InboxOrderTable {
  source: string;
  subject: string;
  latest: number;
  updated_at: Generated<string>;
}

export interface WebhookEndpointTable {
  id: string;
  account_id: number;
  url: string;
  description: string;
  events: string[];
  is_for_all: boolean;
  signature: "hmac" | "ed25519";
  sealed_secret: string;
  public_key: string | null;
  previous_sealed_secret: string | null;
  previous_until: string | null;
  disabled_at: string | null;
  disabled_reason: "owner" | "gone" | "failing" | null;
  failing_since: string | null;
  pending: Generated<number>;
  due_at: Generated<string>;
  lease: string | null;
  created_at: Generated<string>;
}

export interface WebhookMessageTable {
  id: string;
  position: number | null;
  event: string;
  account_id: number | null;
  occurred_at: string;
  body: string;
  traceparent: string | null;
  created_at: Generated<string>;
}

export interface WebhookDeliveryTable {
  endpoint_id: string;
  message_id: string;
  position: number;
  state: Generated<"pending" | "delivered" | "failed">;
  attempts: Generated<number>;
}

export interface WebhookAttemptTable {
  id: Generated<number>;
  endpoint_id: string;
  message_id: string;
  event: string;
  attempt: number;
  at: Generated<string>;
  duration_ms: number;
  status: number | null;
  error:
    | "timed_out"
    | "connection_failed"
    | "connection_refused"
    | "certificate_expired"
    | "certificate_untrusted"
    | "certificate_of_another_host"
    | "tls_failed"
    | "unresolvable"
    | "address_refused"
    | "url_refused"
    | null;
}

export interface SourceLeaseTable {
  name: string;
  lease: string;
  leased_until: string;
}

/** Messages of brokers that were given up. */
export interface InboxDeadTable {
  source: string;
  id: string;
  type: string | null;
  reason: string;
  content_type: string | null;
  body: string;
  attempts: Generated<number>;
  dead_at: Generated<string>;
}
