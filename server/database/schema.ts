import type { ColumnType, Generated, Kysely, Transaction } from "kysely";
import type {
  EventDeliveryTable,
  EventHeadTable,
  EventLogTable,
  EventPendingTable,
  EventReaderTable,
} from "./event-tables.ts";

// Mirrors the migrated database; a test compares both. Times are ISO text, 64-bit numbers are numbers (see connect.ts).

/** Authentication method reference (RFC 8176 where it defines one). */
export type AuthenticationMethod = "pwd" | "otp" | "recovery" | "passkey" | "oauth";

export interface AccountTable {
  id: Generated<number>;
  username: string;
  email: string;
  password_hash: string | null;
  bio: string | null;
  image: string | null;
  role: Generated<"member" | "moderator" | "admin">;
  email_verified_at: string | null;
  suspended_at: string | null;
  articles_count: Generated<number>;
  favourites_count: Generated<number>;
  created_at: Generated<string>;
  credential_version: Generated<number>;
  credentials_changed_at: string | null;
  previous_email: string | null;
  previous_email_until: string | null;
}

export interface SessionTable {
  id: string;
  account_id: number;
  secret_hash: Uint8Array;
  kept_in: "token" | "cookie" | "app";
  user_agent: string | null;
  created_at: Generated<string>;
  last_used_at: Generated<string>;
  authenticated_at: Generated<string>;
  methods: Generated<string[]>;
  app_id: string | null;
  credential_version: Generated<number>;
}

export interface FollowTable {
  follower_id: number;
  followed_id: number;
  created_at: Generated<string>;
}

export interface ArticleTable {
  id: Generated<number>;
  author_id: number;
  slug: string;
  title: string;
  description: string;
  body: string;
  tag_list: string[];
  favourites_count: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

export interface ArticleTagTable {
  tag: string;
  article_id: number;
}

export interface TagTable {
  name: string;
  articles_count: Generated<number>;
}

export interface ArticleTotalTable {
  slot: number;
  articles: Generated<number>;
}

export interface FavouriteTable {
  account_id: number;
  article_id: number;
  created_at: Generated<string>;
}

export interface CommentTable {
  id: Generated<number>;
  article_id: number;
  author_id: number;
  body: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

export interface JobTable {
  id: Generated<string>;
  name: string;
  input: ColumnType<unknown, string, never>;
  state: Generated<"pending" | "done" | "dead" | "cancelled">;
  attempts: Generated<number>;
  lease: string | null;
  last_error: "failed" | "timed_out" | "payload_misfit" | "lease_lapsed" | null;
  created_at: Generated<string>;
  available_at: Generated<string>;
  finished_at: string | null;
  position: Generated<number | null>;
  key: string | null;
  unique_key: string | null;
  schedule: string | null;
  scheduled_for: string | null;
  traceparent: string | null;
}

export interface JobStepTable {
  job_id: string;
  name: string;
  result: ColumnType<unknown, string, string>;
}

export interface JobScheduleTable {
  name: string;
  definition: string;
  next_at: string;
}

export interface IdempotencyKeyTable {
  principal: string;
  key: string;
  procedure: string;
  fingerprint: Uint8Array;
  answer: string | null;
  created_at: Generated<string>;
  expires_at: string;
}

export interface LimitCountTable {
  key: string;
  full_at_ms: number;
}

export interface KnownAddressTable {
  fingerprint: Uint8Array;
  seen_at: Generated<string>;
}

export interface AuditTable {
  id: Generated<number>;
  at: Generated<string>;
  action: string;
  actor_id: number | null;
  account_id: number | null;
  address: string;
  request_id: string;
  details: ColumnType<unknown, string, never>;
}

export interface AccessTokenTable {
  hash: Uint8Array;
  session_id: string;
  expires_at: string;
  proves_receipt_of: Uint8Array | null;
}

export interface RefreshTokenTable {
  hash: Uint8Array;
  session_id: string;
  used_at: string | null;
  successor_hash: Uint8Array | null;
  successor_salt: Uint8Array | null;
  device: Uint8Array | null;
  answered_at: string | null;
  received_at: string | null;
}

export interface ApiKeyTable {
  id: string;
  account_id: number;
  secret_hash: Uint8Array;
  prefix: string;
  name: string;
  scopes: string[];
  created_at: Generated<string>;
  expires_at: string;
  last_used_at: string | null;
}

export interface IdentityTable {
  id: Generated<number>;
  issuer: string;
  subject: string;
  account_id: number;
  provider: string;
  email: string | null;
  created_at: Generated<string>;
}

export interface OAuthTransactionTable {
  state_hash: Uint8Array;
  cookie_hash: Uint8Array;
  salt: Uint8Array;
  provider: string;
  return_to: string;
  session_id: string | null;
  expires_at: Generated<string>;
  credential_version: Generated<number>;
}

export interface TotpTable {
  account_id: number;
  sealed_secret: string;
  confirmed_at: string | null;
  last_step: number | null;
  created_at: Generated<string>;
  credential_version: Generated<number>;
}

export interface RecoveryCodeTable {
  account_id: number;
  hash: Uint8Array;
  created_at: Generated<string>;
}

export interface PasskeyOwnerTable {
  account_id: number;
  user_handle: Uint8Array;
}

export interface PasskeyTable {
  id: string;
  account_id: number;
  credential_id: Uint8Array;
  public_key: Uint8Array;
  counter: number;
  transports: string[];
  synced: boolean;
  name: string;
  created_at: Generated<string>;
  last_used_at: string | null;
}

export interface PasskeyCeremonyTable {
  hash: Uint8Array;
  session_id: string | null;
  expires_at: Generated<string>;
  credential_version: Generated<number>;
}

export interface MailTokenTable {
  hash: Uint8Array;
  account_id: number;
  purpose: "verification" | "reset" | "change";
  email: string;
  expires_at: string;
  credential_version: Generated<number>;
}

export interface UndoLinkTable {
  hash: Uint8Array;
  account_id: number;
  email: string;
  expires_at: string;
}

export interface MailTable {
  id: string;
  kind: string;
  account_id: number | null;
  recipient: Uint8Array;
  created_at: Generated<string>;
  sent_at: string | null;
}

export interface AuthorizationCodeTable {
  hash: Uint8Array;
  session_id: string;
  app_id: string;
  redirect_uri: string;
  challenge: string;
  expires_at: Generated<string>;
  taken_at: string | null;
  redeemed_at: string | null;
  credential_version: Generated<number>;
}

/** Single row: identity of the database. */
export interface DatabaseIdentityTable {
  singleton: Generated<boolean>;
  id: Generated<string>;
}

/** Single row: the current cache epoch. */
export interface CacheEpochTable {
  singleton: Generated<boolean>;
  epoch: string;
  redis: string;
  database: string;
  began_at: Generated<string>;
}

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
  error: "timed_out" | "connection_failed" | "unresolvable" | "address_refused" | "url_refused" | null;
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

export interface Schema {
  account: AccountTable;
  session: SessionTable;
  follow: FollowTable;
  article: ArticleTable;
  article_tag: ArticleTagTable;
  tag: TagTable;
  article_total: ArticleTotalTable;
  favourite: FavouriteTable;
  comment: CommentTable;
  job: JobTable;
  job_step: JobStepTable;
  job_schedule: JobScheduleTable;
  idempotency_key: IdempotencyKeyTable;
  limit_count: LimitCountTable;
  known_address: KnownAddressTable;
  audit: AuditTable;
  identity: IdentityTable;
  oauth_transaction: OAuthTransactionTable;
  access_token: AccessTokenTable;
  refresh_token: RefreshTokenTable;
  api_key: ApiKeyTable;
  totp: TotpTable;
  recovery_code: RecoveryCodeTable;
  passkey_owner: PasskeyOwnerTable;
  passkey: PasskeyTable;
  passkey_ceremony: PasskeyCeremonyTable;
  mail_token: MailTokenTable;
  undo_link: UndoLinkTable;
  mail: MailTable;
  authorization_code: AuthorizationCodeTable;
  database_identity: DatabaseIdentityTable;
  cache_epoch: CacheEpochTable;
  inbox: InboxTable;
  inbox_order: InboxOrderTable;
  inbox_dead: InboxDeadTable;
  webhook_endpoint: WebhookEndpointTable;
  webhook_message: WebhookMessageTable;
  webhook_delivery: WebhookDeliveryTable;
  webhook_attempt: WebhookAttemptTable;
  event_pending: EventPendingTable;
  event_log: EventLogTable;
  event_head: EventHeadTable;
  event_reader: EventReaderTable;
  event_delivery: EventDeliveryTable;
}

/** A connection, a pool, or an open transaction: the first parameter of every query. */
export type Db = Kysely<Schema>;

/** An open transaction, for queries that require one. */
export type Tx = Transaction<Schema>;
