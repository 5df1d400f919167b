import type { Generated } from "kysely";

// Tables of credentials: sessions, tokens, keys, factors, and their pending requests.

/** Authentication method reference (RFC 8176 where it defines one). */
export type AuthenticationMethod = "pwd" | "otp" | "recovery" | "passkey" | "oauth";

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
