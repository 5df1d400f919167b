import type { ColumnType, Generated, Kysely, Transaction } from "kysely";
import type {
  AccessTokenTable,
  ApiKeyTable,
  AuthorizationCodeTable,
  IdentityTable,
  MailTokenTable,
  OAuthTransactionTable,
  PasskeyCeremonyTable,
  PasskeyOwnerTable,
  PasskeyTable,
  RecoveryCodeTable,
  RefreshTokenTable,
  SessionTable,
  TotpTable,
  UndoLinkTable,
} from "./credential-tables.ts";
import type {
  EventDeliveryTable,
  EventHeadTable,
  EventLogTable,
  EventPendingTable,
  EventReaderTable,
} from "./event-tables.ts";
import type {
  InboxDeadTable,
  InboxOrderTable,
  InboxTable,
  SourceLeaseTable,
  WebhookAttemptTable,
  WebhookDeliveryTable,
  WebhookEndpointTable,
  WebhookMessageTable,
} from "./message-tables.ts";

// Mirrors the migrated database; a test compares both. Times are ISO text, 64-bit numbers are numbers (see connect.ts).

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

export interface MailTable {
  id: string;
  kind: string;
  account_id: number | null;
  recipient: Uint8Array;
  created_at: Generated<string>;
  sent_at: string | null;
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

/** Documents of all collections. */
export interface DocumentTable {
  id: Generated<number>;
  collection: string;
  account_id: number;
  key: string;
  version: number;
  revision: Generated<number>;
  body: ColumnType<unknown, string, string>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

export interface Schema {
  document: DocumentTable;
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
  source_lease: SourceLeaseTable;
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
