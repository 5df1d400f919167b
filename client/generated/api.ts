// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.

import type { CallOptions } from "../runtime/options.ts";
import type { Subscription, SubscriptionOptions } from "../runtime/subscribe.ts";
import type { Routes } from "../runtime/client-tree.ts";

/** A passkey assertion: `ceremony` from `passkeys.beginSignIn`, and the browser's credential, serialized by `toJSON()`. */
export interface PasskeyAssertion {
  /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
  ceremony: string;
  credential: {
    id: string;
    rawId: string;
    type: "public-key";
    response: {
      clientDataJSON: string;
      authenticatorData: string;
      signature: string;
      userHandle?: string | null | undefined;
    };
  };
}

/** The browser's new credential, serialized by `toJSON()`. */
export interface PasskeyRegistration {
  id: string;
  rawId: string;
  type: "public-key";
  response: {
    clientDataJSON: string;
    attestationObject: string;
    transports?: readonly string[] | undefined;
  };
}

/** The viewer's own account. */
export interface User {
  email: string;
  /** The session's token; null when a cookie holds it. */
  token: string | null;
  /** A user name, unique regardless of case. */
  username: string;
  bio: string | null;
  image: string | null;
}

/** All data of an account, newest first. */
export interface AccountExport {
  account: {
    /** A user name, unique regardless of case. */
    username: string;
    email: string;
    emailVerifiedAt: string | null;
    bio: string | null;
    image: string | null;
    role: string;
    /** Timestamp in UTC, ISO 8601. */
    createdAt: string;
  };
  articles: {
    slug: string;
    title: string;
    description: string;
    body: string;
    tagList: string[];
    /** Timestamp in UTC, ISO 8601. */
    createdAt: string;
    /** Timestamp in UTC, ISO 8601. */
    updatedAt: string;
  }[];
  comments: {
    id: number;
    slug: string;
    body: string;
    /** Timestamp in UTC, ISO 8601. */
    createdAt: string;
  }[];
  favourites: {
    slug: string;
    /** Timestamp in UTC, ISO 8601. */
    createdAt: string;
  }[];
  following: {
    username: string;
    /** Timestamp in UTC, ISO 8601. */
    createdAt: string;
  }[];
  /** Audit log entries about the account. */
  record: {
    /** Timestamp in UTC, ISO 8601. */
    at: string;
    action: string;
    /** IP address of the owner's own calls; empty for the actions of others. */
    address: string;
  }[];
  /** Documents of all collections. */
  documents: {
    collection: string;
    key: string;
    /** The version of the shape that the value was stored in. */
    version: number;
    value: Record<string, unknown>;
    /** Timestamp in UTC, ISO 8601. */
    createdAt: string;
    /** Timestamp in UTC, ISO 8601. */
    updatedAt: string;
  }[];
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}

/** The tokens of an app's session. */
export interface AppTokens {
  /** Send as a bearer token. */
  accessToken: string;
  /** Valid for one refresh. */
  refreshToken: string;
  /** Lifetime of the access token, in seconds. */
  expiresInSeconds: number;
}

/** A signed-in device or app. */
export interface Session {
  /** A session's id, not its token. */
  id: string;
  /** `app`: an app holds a refresh token and short-lived access tokens. */
  keptIn: "token" | "cookie" | "app";
  /** Display name of the app that was authorized in the browser. */
  app: string | null;
  /** `User-Agent` of the client at sign-in. */
  userAgent: string | null;
  /** Authentication methods used: `pwd`, `otp`, `recovery`, `passkey`, `oauth`. */
  methods: string[];
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** Timestamp in UTC, ISO 8601. */
  lastUsedAt: string;
  /** When the session ends unless it is used before. */
  expiresAt: string;
  /** Whether this call uses this session. */
  current: boolean;
}

/** A key for programs, limited to its scopes. */
export interface ApiKey {
  /** A key's id, not its secret. */
  id: string;
  name: string;
  /** First characters of the key, to identify it. */
  prefix: string;
  scopes: string[];
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** Timestamp in UTC, ISO 8601. */
  expiresAt: string;
  /** Rounded to the hour; null if it was never used. */
  lastUsedAt: string | null;
}

/** A linked account at an identity provider. */
export interface Identity {
  id: number;
  /** A provider's name. */
  provider: string;
  /** E-mail address that the provider reported when the account was linked. */
  email: string | null;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
}

/** A passkey of the viewer's account. */
export interface Passkey {
  /** A passkey's id, not its credential id. */
  id: string;
  /** A name for the owner to identify it. */
  name: string;
  /** Whether the passkey was backed up when it was created. */
  isSynced: boolean;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** Null if it was never used. */
  lastUsedAt: string | null;
}

/** Options for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `navigator.credentials.create()`. */
export interface PasskeyCreationOptions {
  rp: {
    id: string;
    name: string;
  };
  user: {
    id: string;
    name: string;
    displayName: string;
  };
  challenge: string;
  pubKeyCredParams: {
    type: "public-key";
    alg: number;
  }[];
  /** Milliseconds. */
  timeout: number;
  excludeCredentials: {
    type: "public-key";
    id: string;
  }[];
  authenticatorSelection: {
    residentKey: "required";
    requireResidentKey: boolean;
    userVerification: "required";
  };
  attestation: "none";
}

/** Options for `PublicKeyCredential.parseRequestOptionsFromJSON()` and `navigator.credentials.get()`. */
export interface PasskeyRequestOptions {
  rpId: string;
  challenge: string;
  /** Milliseconds. */
  timeout: number;
  userVerification: "required";
}

/** A public profile of an author. */
export interface Profile {
  /** A user name, unique regardless of case. */
  username: string;
  bio: string | null;
  image: string | null;
  /** Whether the viewer follows this author. */
  following: boolean;
}

/** Articles, newest first. */
export interface ArticlePage {
  articles: ArticleSummary[];
  /** Number of matching articles; with two or more filters, counted up to 10,000. */
  articlesCount: number;
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}

/** An article without its body, as in lists. */
export interface ArticleSummary {
  /** The article's identifier in URLs. */
  slug: string;
  title: string;
  description: string;
  /** Sorted, without duplicates. */
  tagList: string[];
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** Timestamp in UTC, ISO 8601. */
  updatedAt: string;
  /** Whether the viewer has favorited the article. */
  favorited: boolean;
  favoritesCount: number;
  author: Profile;
}

/** An article. */
export interface Article {
  /** The article's identifier in URLs. */
  slug: string;
  title: string;
  description: string;
  /** Sorted, without duplicates. */
  tagList: string[];
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** Timestamp in UTC, ISO 8601. */
  updatedAt: string;
  /** Whether the viewer has favorited the article. */
  favorited: boolean;
  favoritesCount: number;
  author: Profile;
  body: string;
}

/** An article was published, updated or deleted. */
export interface ArticleChange {
  type: "published" | "updated" | "deleted";
  /** Timestamp in UTC, ISO 8601. */
  at: string;
  slug: string;
  /** The slug before, where the title changed it. */
  formerSlug: string | null;
  /** The author's user name. */
  author: string;
  /** The title as it is now; null once the article is deleted. */
  title: string | null;
  description: string | null;
  tagList: string[];
}

/** A comment on an article. */
export interface Comment {
  /** A comment's id. */
  id: number;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** Timestamp in UTC, ISO 8601. */
  updatedAt: string;
  body: string;
  author: Profile;
}

/** A comment that was added to an article. */
export interface AddedComment {
  /** A comment's id. */
  id: number;
  slug: string;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  body: string;
  author: {
    /** A user name, unique regardless of case. */
    username: string;
    bio: string | null;
    image: string | null;
  };
}

/** A receiver of events over HTTPS. */
export interface WebhookEndpoint {
  /** An endpoint's id. */
  id: string;
  url: string;
  description: string;
  events: string[];
  /** Whether it gets events about all accounts. */
  forAll: boolean;
  signature: "hmac" | "ed25519";
  /** Verifies ed25519 signatures, `whpk_…`; null for HMAC. */
  publicKey: string | null;
  /** Until then the former secret signs too; null after that. */
  previousSecretUntil: string | null;
  /** Since when nothing is sent; null while it is enabled. */
  disabledAt: string | null;
  /** Why it is disabled: `owner`, `gone` (it answered 410), `failing` (for three days); null while enabled. */
  disabledReason: string | null;
  /** Time of the first failure since the last success. */
  failingSince: string | null;
  /** The number of events that wait to be sent. */
  pending: number;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
}

/** A job, as shown to admins: without its input, which may hold personal data. */
export interface ManagedJob {
  /** A job's id. */
  id: string;
  name: string;
  /** `running`: under the lease of an attempt. `dead`: out of attempts. */
  state: "pending" | "running" | "done" | "dead" | "cancelled";
  /** Attempts begun so far. */
  attempts: number;
  /** How the last failed attempt ended: `failed`, `timed_out`, `payload_misfit` or `lease_lapsed`. */
  lastError: string | null;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
  /** When the next attempt is due, or the lease ends; null behind another job of the same key. */
  availableAt: string | null;
  /** When it ended; null until then. */
  finishedAt: string | null;
}

/** An account, as shown to admins. */
export interface ManagedUser {
  /** A user name, unique regardless of case. */
  username: string;
  email: string;
  /** Each role includes the rights of the roles before it. New accounts are members. */
  role: "member" | "moderator" | "admin";
  isEmailVerified: boolean;
  /** When the account was suspended; null if it is not suspended. */
  suspendedAt: string | null;
  /** Timestamp in UTC, ISO 8601. */
  createdAt: string;
}

/** An action on an account. */
export interface AuditRecord {
  /** Timestamp in UTC, ISO 8601. */
  at: string;
  /** The action, such as `account.suspended`. */
  action: string;
  /** Account that acted; null if it is unknown or deleted. */
  actor: string | null;
  /** Account acted upon; null if it is unknown or deleted. */
  account: string | null;
  /** IP address of the caller. */
  address: string;
  /** Request id of the call, as in the log. */
  requestId: string;
  details: Record<string, string | number | boolean | null>;
}

/** Input of `accounts.register`. */
export interface AccountsRegisterInput {
  /** A user name, unique regardless of case. */
  username: string;
  /** An e-mail address. */
  email: string;
  /** 8 to 128 characters; no character classes are required. */
  password: string;
  /**
   * How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
}
/** Output of `accounts.register`. */
export type AccountsRegisterOutput = User;
/**
 * Errors that `accounts.register` declares.
 * `username_taken` (409): This username has already been taken.
 * `email_taken` (409): This email has already been taken.
 * `password_common` (422): This password is commonly used and easy to guess: choose another.
 */
export type AccountsRegisterError = "username_taken" | "email_taken" | "password_common";

/** Input of `accounts.login`. */
export interface AccountsLoginInput {
  email: string;
  password: string;
  /**
   * How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
  /** A code from the authenticator app, or a recovery code. */
  code?: string | undefined;
  passkey?: PasskeyAssertion | undefined;
}
/** Output of `accounts.login`. */
export type AccountsLoginOutput = User;
/**
 * Errors that `accounts.login` declares.
 * `credentials` (401): The e-mail address or the password is wrong.
 * `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
 * `second_factor_refused` (401): The second factor is wrong or has been used before.
 */
export type AccountsLoginError = "credentials" | "second_factor_required" | "second_factor_refused";

/** Input of `accounts.current`. */
export type AccountsCurrentInput = Record<string, never>;
/** Output of `accounts.current`. */
export type AccountsCurrentOutput = User;
/** Errors that `accounts.current` declares. */
export type AccountsCurrentError = never;

/** Input of `accounts.update`. */
export interface AccountsUpdateInput {
  /** A user name, unique regardless of case. */
  username?: string | undefined;
  /** An e-mail address. */
  email?: string | undefined;
  /** 8 to 128 characters; no character classes are required. */
  password?: string | undefined;
  bio?: string | null | undefined;
  /** URL of a picture. */
  image?: string | null | undefined;
}
/** Output of `accounts.update`. */
export type AccountsUpdateOutput = User;
/**
 * Errors that `accounts.update` declares.
 * `username_taken` (409): This username has already been taken.
 * `email_taken` (409): This email has already been taken.
 * `password_common` (422): This password is commonly used and easy to guess: choose another.
 * `no_mail` (503): This service sends no mail.
 */
export type AccountsUpdateError = "username_taken" | "email_taken" | "password_common" | "no_mail";

/** Input of `accounts.export`. */
export interface AccountsExportInput {
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `accounts.export`. */
export type AccountsExportOutput = AccountExport;
/** Errors that `accounts.export` declares. */
export type AccountsExportError = never;

/** Input of `accounts.delete`. */
export interface AccountsDeleteInput {
  /** A user name, unique regardless of case. */
  username: string;
}
/** Output of `accounts.delete`. */
export type AccountsDeleteOutput = null;
/**
 * Errors that `accounts.delete` declares.
 * `forbidden` (403): You can only delete your own account.
 * `last_admin` (409): The last admin cannot be removed: make another account admin first.
 */
export type AccountsDeleteError = "forbidden" | "last_admin";

/** Input of `emails.requestVerification`. */
export type EmailsRequestVerificationInput = Record<string, never>;
/** Output of `emails.requestVerification`. */
export type EmailsRequestVerificationOutput = null;
/**
 * Errors that `emails.requestVerification` declares.
 * `no_mail` (503): This service sends no mail.
 */
export type EmailsRequestVerificationError = "no_mail";

/** Input of `emails.verify`. */
export interface EmailsVerifyInput {
  /** The link's token, after `#token=`. */
  token: string;
  password?: string | undefined;
}
/** Output of `emails.verify`. */
export interface EmailsVerifyOutput {
  email: string;
  /** The session's new token, or an app's new access token; null if a cookie holds it. */
  token: string | null;
  /** Token for `passwords.reset` if the credentials were removed; else null. */
  resetToken: string | null;
}
/**
 * Errors that `emails.verify` declares.
 * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
 * `credentials` (401): The password is wrong.
 * `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
 */
export type EmailsVerifyError = "link_refused" | "credentials" | "other_account";

/** Input of `emails.change`. */
export interface EmailsChangeInput {
  /** An e-mail address. */
  email: string;
}
/** Output of `emails.change`. */
export type EmailsChangeOutput = null;
/**
 * Errors that `emails.change` declares.
 * `no_mail` (503): This service sends no mail.
 * `email_taken` (409): This email has already been taken.
 */
export type EmailsChangeError = "no_mail" | "email_taken";

/** Input of `emails.undo`. */
export interface EmailsUndoInput {
  /** The notification link's token, after `#undo=`. */
  token: string;
}
/** Output of `emails.undo`. */
export interface EmailsUndoOutput {
  email: string;
  /** Token for `passwords.reset`. */
  resetToken: string;
}
/**
 * Errors that `emails.undo` declares.
 * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
 * `email_taken` (409): This email has already been taken.
 */
export type EmailsUndoError = "link_refused" | "email_taken";

/** Input of `emails.confirmChange`. */
export interface EmailsConfirmChangeInput {
  /** The link's token, after `#token=`. */
  token: string;
}
/** Output of `emails.confirmChange`. */
export interface EmailsConfirmChangeOutput {
  email: string;
  /** The session's new token, or an app's new access token; null if a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `emails.confirmChange` declares.
 * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
 * `email_taken` (409): This email has already been taken.
 */
export type EmailsConfirmChangeError = "link_refused" | "email_taken";

/** Input of `passwords.requestReset`. */
export interface PasswordsRequestResetInput {
  /** An e-mail address. */
  email: string;
}
/** Output of `passwords.requestReset`. */
export type PasswordsRequestResetOutput = null;
/**
 * Errors that `passwords.requestReset` declares.
 * `no_mail` (503): This service sends no mail.
 */
export type PasswordsRequestResetError = "no_mail";

/** Input of `passwords.reset`. */
export interface PasswordsResetInput {
  /** The link's token, after `#token=`. */
  token: string;
  /** 8 to 128 characters; no character classes are required. */
  password: string;
  /** Also removes the passkeys, authenticator apps, linked identities, API keys and recovery codes added within the last seven days, for an owner who did not add them. */
  removeRecent?: boolean | undefined;
}
/** Output of `passwords.reset`. */
export type PasswordsResetOutput = null;
/**
 * Errors that `passwords.reset` declares.
 * `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
 * `password_common` (422): This password is commonly used and easy to guess: choose another.
 */
export type PasswordsResetError = "link_refused" | "password_common";

/** Input of `passwords.change`. */
export interface PasswordsChangeInput {
  /** 8 to 128 characters; no character classes are required. */
  password: string;
  currentPassword?: string | undefined;
}
/** Output of `passwords.change`. */
export interface PasswordsChangeOutput {
  /** The session's new token, or an app's new access token; null if a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `passwords.change` declares.
 * `password_common` (422): This password is commonly used and easy to guess: choose another.
 * `credentials` (401): The current password is wrong.
 */
export type PasswordsChangeError = "password_common" | "credentials";

/** Input of `sessions.openApp`. */
export type SessionsOpenAppInput = Record<string, never>;
/** Output of `sessions.openApp`. */
export type SessionsOpenAppOutput = AppTokens;
/**
 * Errors that `sessions.openApp` declares.
 * `not_a_token` (409): Sign in with `session: token` first.
 */
export type SessionsOpenAppError = "not_a_token";

/** Input of `sessions.refresh`. */
export interface SessionsRefreshInput {
  refreshToken: string;
  /** Client id of the app that was authorized in the browser; rejected if the token belongs to another app. */
  clientId?: string | undefined;
}
/** Output of `sessions.refresh`. */
export type SessionsRefreshOutput = AppTokens;
/**
 * Errors that `sessions.refresh` declares.
 * `refresh_refused` (401): Sign in again.
 */
export type SessionsRefreshError = "refresh_refused";

/** Input of `sessions.reauthenticate`. */
export interface SessionsReauthenticateInput {
  password?: string | undefined;
  /** A code from the authenticator app, or a recovery code. */
  code?: string | undefined;
  passkey?: PasskeyAssertion | undefined;
}
/** Output of `sessions.reauthenticate`. */
export interface SessionsReauthenticateOutput {
  /** The session's new token, or an app's new access token; null if a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `sessions.reauthenticate` declares.
 * `credentials` (401): The password is wrong.
 * `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
 * `second_factor_refused` (401): The second factor is wrong or has been used before.
 */
export type SessionsReauthenticateError = "credentials" | "second_factor_required" | "second_factor_refused";

/** Input of `sessions.current`. */
export type SessionsCurrentInput = Record<string, never>;
/** Output of `sessions.current`. */
export interface SessionsCurrentOutput {
  session: Session;
  /** Whether the viewer authenticated within the last ten minutes. */
  isFresh: boolean;
}
/**
 * Errors that `sessions.current` declares.
 * `not_found` (404): The session has just ended.
 */
export type SessionsCurrentError = "not_found";

/** Input of `sessions.list`. */
export type SessionsListInput = Record<string, never>;
/** Output of `sessions.list`. */
export interface SessionsListOutput {
  sessions: Session[];
}
/** Errors that `sessions.list` declares. */
export type SessionsListError = never;

/** Input of `sessions.revoke`. */
export interface SessionsRevokeInput {
  /** A session's id, not its token. */
  id: string;
}
/** Output of `sessions.revoke`. */
export type SessionsRevokeOutput = null;
/**
 * Errors that `sessions.revoke` declares.
 * `not_found` (404): You have no such session.
 */
export type SessionsRevokeError = "not_found";

/** Input of `sessions.logout`. */
export type SessionsLogoutInput = Record<string, never>;
/** Output of `sessions.logout`. */
export type SessionsLogoutOutput = null;
/** Errors that `sessions.logout` declares. */
export type SessionsLogoutError = never;

/** Input of `sessions.logoutOthers`. */
export type SessionsLogoutOthersInput = Record<string, never>;
/** Output of `sessions.logoutOthers`. */
export type SessionsLogoutOthersOutput = null;
/** Errors that `sessions.logoutOthers` declares. */
export type SessionsLogoutOthersError = never;

/** Input of `sessions.logoutEverywhere`. */
export type SessionsLogoutEverywhereInput = Record<string, never>;
/** Output of `sessions.logoutEverywhere`. */
export type SessionsLogoutEverywhereOutput = null;
/** Errors that `sessions.logoutEverywhere` declares. */
export type SessionsLogoutEverywhereError = never;

/** Input of `apiKeys.create`. */
export interface ApiKeysCreateInput {
  name: string;
  scopes: readonly ("articles:write" | "comments:write" | "feed:read" | "profiles:write" | "tokens:create")[];
  /**
   * Lifetime in days.
   * @default 90
   */
  expiresInDays?: number | undefined;
}
/** Output of `apiKeys.create`. */
export interface ApiKeysCreateOutput {
  /** The key itself. */
  key: string;
  apiKey: ApiKey;
}
/**
 * Errors that `apiKeys.create` declares.
 * `too_many` (409): An account can have at most 20 API keys: revoke one first.
 */
export type ApiKeysCreateError = "too_many";

/** Input of `apiKeys.list`. */
export type ApiKeysListInput = Record<string, never>;
/** Output of `apiKeys.list`. */
export interface ApiKeysListOutput {
  apiKeys: ApiKey[];
}
/** Errors that `apiKeys.list` declares. */
export type ApiKeysListError = never;

/** Input of `apiKeys.revoke`. */
export interface ApiKeysRevokeInput {
  /** A key's id, not its secret. */
  id: string;
}
/** Output of `apiKeys.revoke`. */
export type ApiKeysRevokeOutput = null;
/**
 * Errors that `apiKeys.revoke` declares.
 * `not_found` (404): You have no such API key.
 */
export type ApiKeysRevokeError = "not_found";

/** Input of `serviceTokens.create`. */
export interface ServiceTokensCreateInput {
  /** The service that will accept the token: its name or URL, used as `aud`. */
  audience: string;
}
/** Output of `serviceTokens.create`. */
export interface ServiceTokensCreateOutput {
  /** The JWT. */
  token: string;
  /** Lifetime in seconds. */
  expiresInSeconds: number;
}
/**
 * Errors that `serviceTokens.create` declares.
 * `no_signing_key` (404): This service is not configured to create tokens for other services.
 */
export type ServiceTokensCreateError = "no_signing_key";

/** Input of `oauth.providers`. */
export type OauthProvidersInput = Record<string, never>;
/** Output of `oauth.providers`. */
export interface OauthProvidersOutput {
  providers: {
    /** A provider's name. */
    name: string;
    /** Display name, for a button. */
    label: string;
  }[];
}
/** Errors that `oauth.providers` declares. */
export type OauthProvidersError = never;

/** Input of `oauth.start`. */
export interface OauthStartInput {
  /** A provider's name. */
  provider: string;
  /** Where the browser goes afterwards: a path of this service, or a registered URL of an app. */
  returnTo?: string | undefined;
}
/** Output of `oauth.start`. */
export interface OauthStartOutput {
  /** URL to send the browser to within ten minutes. Valid for this browser only. */
  url: string;
}
/**
 * Errors that `oauth.start` declares.
 * `no_provider` (404): Sign-in with this provider is not configured.
 * `provider_unavailable` (503): The identity provider does not respond: try again shortly.
 */
export type OauthStartError = "no_provider" | "provider_unavailable";

/** Input of `oauth.link`. */
export interface OauthLinkInput {
  /** A provider's name. */
  provider: string;
  /** Where the browser goes afterwards: a path of this service, or a registered URL of an app. */
  returnTo?: string | undefined;
}
/** Output of `oauth.link`. */
export interface OauthLinkOutput {
  /** URL to send the browser to within ten minutes. Valid for this browser only. */
  url: string;
}
/**
 * Errors that `oauth.link` declares.
 * `no_provider` (404): Sign-in with this provider is not configured.
 * `provider_unavailable` (503): The identity provider does not respond: try again shortly.
 */
export type OauthLinkError = "no_provider" | "provider_unavailable";

/** Input of `oauth.identities`. */
export type OauthIdentitiesInput = Record<string, never>;
/** Output of `oauth.identities`. */
export interface OauthIdentitiesOutput {
  identities: Identity[];
}
/** Errors that `oauth.identities` declares. */
export type OauthIdentitiesError = never;

/** Input of `oauth.unlink`. */
export interface OauthUnlinkInput {
  id: number;
}
/** Output of `oauth.unlink`. */
export type OauthUnlinkOutput = null;
/**
 * Errors that `oauth.unlink` declares.
 * `not_found` (404): Your account has no such linked identity.
 * `last_way_in` (409): This is the last way to sign in to your account: set a password first.
 */
export type OauthUnlinkError = "not_found" | "last_way_in";

/** Input of `factors.list`. */
export type FactorsListInput = Record<string, never>;
/** Output of `factors.list`. */
export interface FactorsListOutput {
  /** Whether an authenticator app is enabled. */
  totp: boolean;
  /** Number of passkeys. */
  passkeys: number;
  /** Number of unused recovery codes. */
  recoveryCodes: number;
}
/** Errors that `factors.list` declares. */
export type FactorsListError = never;

/** Input of `factors.renewRecoveryCodes`. */
export type FactorsRenewRecoveryCodesInput = Record<string, never>;
/** Output of `factors.renewRecoveryCodes`. */
export interface FactorsRenewRecoveryCodesOutput {
  /** Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes. */
  recoveryCodes: string[];
}
/**
 * Errors that `factors.renewRecoveryCodes` declares.
 * `no_factor` (409): Recovery codes require a second factor: add one first.
 */
export type FactorsRenewRecoveryCodesError = "no_factor";

/** Input of `totp.begin`. */
export type TotpBeginInput = Record<string, never>;
/** Output of `totp.begin`. */
export interface TotpBeginOutput {
  /** The secret in base32, for manual entry. */
  secret: string;
  /** The secret as an `otpauth:` URI, for a QR code. */
  uri: string;
}
/**
 * Errors that `totp.begin` declares.
 * `already_on` (409): This account already has an authenticator app: remove it first.
 * `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
 */
export type TotpBeginError = "already_on" | "no_encryption_key";

/** Input of `totp.confirm`. */
export interface TotpConfirmInput {
  /** The code that the app shows. */
  code: string;
}
/** Output of `totp.confirm`. */
export interface TotpConfirmOutput {
  /** Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes. */
  recoveryCodes: string[];
  /** The session's new token, or an app's new access token; null if a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `totp.confirm` declares.
 * `not_begun` (409): No authenticator app setup is pending: begin first.
 * `wrong_code` (422): The code does not match: check the clock of the device.
 */
export type TotpConfirmError = "not_begun" | "wrong_code";

/** Input of `totp.remove`. */
export type TotpRemoveInput = Record<string, never>;
/** Output of `totp.remove`. */
export type TotpRemoveOutput = null;
/**
 * Errors that `totp.remove` declares.
 * `not_on` (404): This account has no authenticator app.
 */
export type TotpRemoveError = "not_on";

/** Input of `passkeys.list`. */
export type PasskeysListInput = Record<string, never>;
/** Output of `passkeys.list`. */
export interface PasskeysListOutput {
  passkeys: Passkey[];
}
/** Errors that `passkeys.list` declares. */
export type PasskeysListError = never;

/** Input of `passkeys.beginEnrolment`. */
export type PasskeysBeginEnrolmentInput = Record<string, never>;
/** Output of `passkeys.beginEnrolment`. */
export interface PasskeysBeginEnrolmentOutput {
  /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
  ceremony: string;
  options: PasskeyCreationOptions;
}
/**
 * Errors that `passkeys.beginEnrolment` declares.
 * `too_many` (409): An account can have at most 20 passkeys: remove one first.
 */
export type PasskeysBeginEnrolmentError = "too_many";

/** Input of `passkeys.finishEnrolment`. */
export interface PasskeysFinishEnrolmentInput {
  /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
  ceremony: string;
  credential: PasskeyRegistration;
  /**
   * A name for the owner to identify it.
   * @default "Passkey"
   */
  name?: string | undefined;
}
/** Output of `passkeys.finishEnrolment`. */
export interface PasskeysFinishEnrolmentOutput {
  passkey: Passkey;
  /** Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes. */
  recoveryCodes: string[];
  /** The session's new token, or an app's new access token; null if a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `passkeys.finishEnrolment` declares.
 * `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
 * `passkey_taken` (409): This passkey already belongs to an account.
 * `too_many` (409): An account can have at most 20 passkeys: remove one first.
 */
export type PasskeysFinishEnrolmentError = "passkey_refused" | "passkey_taken" | "too_many";

/** Input of `passkeys.rename`. */
export interface PasskeysRenameInput {
  /** A passkey's id, not its credential id. */
  id: string;
  /** A name for the owner to identify it. */
  name: string;
}
/** Output of `passkeys.rename`. */
export type PasskeysRenameOutput = Passkey;
/**
 * Errors that `passkeys.rename` declares.
 * `not_found` (404): You have no such passkey.
 */
export type PasskeysRenameError = "not_found";

/** Input of `passkeys.remove`. */
export interface PasskeysRemoveInput {
  /** A passkey's id, not its credential id. */
  id: string;
}
/** Output of `passkeys.remove`. */
export type PasskeysRemoveOutput = null;
/**
 * Errors that `passkeys.remove` declares.
 * `not_found` (404): You have no such passkey.
 * `last_way_in` (409): This is the last way to sign in to your account: set a password first.
 */
export type PasskeysRemoveError = "not_found" | "last_way_in";

/** Input of `passkeys.beginSignIn`. */
export type PasskeysBeginSignInInput = Record<string, never>;
/** Output of `passkeys.beginSignIn`. */
export interface PasskeysBeginSignInOutput {
  /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
  ceremony: string;
  options: PasskeyRequestOptions;
}
/** Errors that `passkeys.beginSignIn` declares. */
export type PasskeysBeginSignInError = never;

/** Input of `passkeys.signIn`. */
export interface PasskeysSignInInput {
  /** `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only. */
  ceremony: string;
  credential: {
    id: string;
    rawId: string;
    type: "public-key";
    response: {
      clientDataJSON: string;
      authenticatorData: string;
      signature: string;
      userHandle?: string | null | undefined;
    };
  };
  /**
   * How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
}
/** Output of `passkeys.signIn`. */
export type PasskeysSignInOutput = User;
/**
 * Errors that `passkeys.signIn` declares.
 * `passkey_refused` (401): This passkey was not accepted: begin again.
 */
export type PasskeysSignInError = "passkey_refused";

/** Input of `apps.approve`. */
export interface AppsApproveInput {
  /** The app's registered client id. */
  clientId: string;
  /** URL at which the app receives the browser. */
  redirectUri: string;
  /** Returned to the app unchanged. */
  state?: string | undefined;
  /** SHA-256 of the code verifier, in base64url (RFC 7636, S256). */
  codeChallenge: string;
}
/** Output of `apps.approve`. */
export interface AppsApproveOutput {
  /** URL to send the browser to. */
  url: string;
}
/**
 * Errors that `apps.approve` declares.
 * `unknown_app` (401): No app is registered with this client id.
 * `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
 * `not_a_browser` (403): An app can only be authorized from a browser session.
 */
export type AppsApproveError = "unknown_app" | "redirect_uri_mismatch" | "not_a_browser";

/** Input of `apps.redeem`. */
export interface AppsRedeemInput {
  /** The app's registered client id. */
  clientId: string;
  /** URL at which the app receives the browser. */
  redirectUri: string;
  /** The code from the redirect. */
  code: string;
  /** The code verifier (RFC 7636). */
  codeVerifier: string;
}
/** Output of `apps.redeem`. */
export type AppsRedeemOutput = AppTokens;
/**
 * Errors that `apps.redeem` declares.
 * `unknown_app` (401): No app is registered with this client id.
 * `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
 */
export type AppsRedeemError = "unknown_app" | "invalid_grant";

/** Input of `apps.revoke`. */
export interface AppsRevokeInput {
  /** The app's registered client id. */
  clientId: string;
  /** An access or refresh token. */
  token: string;
}
/** Output of `apps.revoke`. */
export type AppsRevokeOutput = null;
/**
 * Errors that `apps.revoke` declares.
 * `unknown_app` (401): No app is registered with this client id.
 */
export type AppsRevokeError = "unknown_app";

/** Input of `profiles.get`. */
export interface ProfilesGetInput {
  /** A user name, unique regardless of case. */
  username: string;
}
/** Output of `profiles.get`. */
export type ProfilesGetOutput = Profile;
/**
 * Errors that `profiles.get` declares.
 * `not_found` (404): No user has this user name.
 */
export type ProfilesGetError = "not_found";

/** Input of `profiles.follow`. */
export interface ProfilesFollowInput {
  /** A user name, unique regardless of case. */
  username: string;
}
/** Output of `profiles.follow`. */
export type ProfilesFollowOutput = Profile;
/**
 * Errors that `profiles.follow` declares.
 * `not_found` (404): No user has this user name.
 */
export type ProfilesFollowError = "not_found";

/** Input of `profiles.unfollow`. */
export interface ProfilesUnfollowInput {
  /** A user name, unique regardless of case. */
  username: string;
}
/** Output of `profiles.unfollow`. */
export type ProfilesUnfollowOutput = Profile;
/**
 * Errors that `profiles.unfollow` declares.
 * `not_found` (404): No user has this user name.
 */
export type ProfilesUnfollowError = "not_found";

/** Input of `articles.list`. */
export interface ArticlesListInput {
  /** Only articles with this tag. */
  tag?: string | undefined;
  /** Only articles by this author. */
  author?: string | undefined;
  /** Only articles that this user has favorited. */
  favorited?: string | undefined;
  /**
   * Maximum number of items to return; larger values are clamped to 100.
   * @default 20
   */
  limit?: number | undefined;
  /**
   * Number of items to skip, at most 10,000; use `cursor` to go deeper.
   * @default 0
   */
  offset?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `articles.list`. */
export type ArticlesListOutput = ArticlePage;
/** Errors that `articles.list` declares. */
export type ArticlesListError = never;

/** Input of `articles.feed`. */
export interface ArticlesFeedInput {
  /**
   * Maximum number of items to return; larger values are clamped to 100.
   * @default 20
   */
  limit?: number | undefined;
  /**
   * Number of items to skip, at most 10,000; use `cursor` to go deeper.
   * @default 0
   */
  offset?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `articles.feed`. */
export type ArticlesFeedOutput = ArticlePage;
/** Errors that `articles.feed` declares. */
export type ArticlesFeedError = never;

/** Input of `articles.get`. */
export interface ArticlesGetInput {
  /** The article's identifier in URLs. */
  slug: string;
}
/** Output of `articles.get`. */
export type ArticlesGetOutput = Article;
/**
 * Errors that `articles.get` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesGetError = "not_found";

/** Input of `articles.publish`. */
export interface ArticlesPublishInput {
  title: string;
  description: string;
  body: string;
  /** @default [] */
  tagList?: readonly string[] | undefined;
}
/** Output of `articles.publish`. */
export type ArticlesPublishOutput = Article;
/** Errors that `articles.publish` declares. */
export type ArticlesPublishError = never;

/** Input of `articles.update`. */
export interface ArticlesUpdateInput {
  /** The article's identifier in URLs. */
  slug: string;
  title?: string | undefined;
  description?: string | undefined;
  body?: string | undefined;
  tagList?: readonly string[] | undefined;
}
/** Output of `articles.update`. */
export type ArticlesUpdateOutput = Article;
/**
 * Errors that `articles.update` declares.
 * `not_found` (404): No article has this slug.
 * `forbidden` (403): This article belongs to another account.
 */
export type ArticlesUpdateError = "not_found" | "forbidden";

/** Input of `articles.delete`. */
export interface ArticlesDeleteInput {
  /** The article's identifier in URLs. */
  slug: string;
}
/** Output of `articles.delete`. */
export type ArticlesDeleteOutput = null;
/**
 * Errors that `articles.delete` declares.
 * `not_found` (404): No article has this slug.
 * `forbidden` (403): This article belongs to another account.
 */
export type ArticlesDeleteError = "not_found" | "forbidden";

/** Input of `articles.favorite`. */
export interface ArticlesFavoriteInput {
  /** The article's identifier in URLs. */
  slug: string;
}
/** Output of `articles.favorite`. */
export type ArticlesFavoriteOutput = Article;
/**
 * Errors that `articles.favorite` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesFavoriteError = "not_found";

/** Input of `articles.unfavorite`. */
export interface ArticlesUnfavoriteInput {
  /** The article's identifier in URLs. */
  slug: string;
}
/** Output of `articles.unfavorite`. */
export type ArticlesUnfavoriteOutput = Article;
/**
 * Errors that `articles.unfavorite` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesUnfavoriteError = "not_found";

/** Input of `articles.changes`. */
export interface ArticlesChangesInput {
  /** Only articles by this author. */
  author?: string | undefined;
  /** Id of the last message received: the stream goes on after it. Without it, the stream begins now. */
  lastEventId?: string | undefined;
}
/** Output of `articles.changes`. */
export type ArticlesChangesOutput = ArticleChange;
/** Errors that `articles.changes` declares. */
export type ArticlesChangesError = never;

/** Input of `comments.list`. */
export interface CommentsListInput {
  /** The article's identifier in URLs. */
  slug: string;
  /**
   * Maximum number of items to return.
   * @default 100
   */
  limit?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `comments.list`. */
export interface CommentsListOutput {
  comments: Comment[];
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}
/**
 * Errors that `comments.list` declares.
 * `not_found` (404): No article has this slug.
 */
export type CommentsListError = "not_found";

/** Input of `comments.add`. */
export interface CommentsAddInput {
  /** The article's identifier in URLs. */
  slug: string;
  body: string;
}
/** Output of `comments.add`. */
export type CommentsAddOutput = Comment;
/**
 * Errors that `comments.add` declares.
 * `not_found` (404): No article has this slug.
 */
export type CommentsAddError = "not_found";

/** Input of `comments.delete`. */
export interface CommentsDeleteInput {
  /** The article's identifier in URLs. */
  slug: string;
  /** A comment's id. */
  id: number;
}
/** Output of `comments.delete`. */
export type CommentsDeleteOutput = null;
/**
 * Errors that `comments.delete` declares.
 * `article_not_found` (404): No article has this slug.
 * `not_found` (404): This article has no such comment.
 * `forbidden` (403): This comment belongs to another account.
 */
export type CommentsDeleteError = "article_not_found" | "not_found" | "forbidden";

/** Input of `comments.added`. */
export interface CommentsAddedInput {
  /** The article's identifier in URLs. */
  slug: string;
  /** Id of the last message received: the stream goes on after it. Without it, the stream begins now. */
  lastEventId?: string | undefined;
}
/** Output of `comments.added`. */
export type CommentsAddedOutput = AddedComment;
/**
 * Errors that `comments.added` declares.
 * `not_found` (404): No article has this slug.
 */
export type CommentsAddedError = "not_found";

/** Input of `feed.changes`. */
export interface FeedChangesInput {
  /** Id of the last message received: the stream goes on after it. Without it, the stream begins now. */
  lastEventId?: string | undefined;
}
/** Output of `feed.changes`. */
export type FeedChangesOutput = ArticleChange;
/** Errors that `feed.changes` declares. */
export type FeedChangesError = never;

/** Input of `tags.list`. */
export type TagsListInput = Record<string, never>;
/** Output of `tags.list`. */
export interface TagsListOutput {
  tags: string[];
}
/** Errors that `tags.list` declares. */
export type TagsListError = never;

/** Input of `webhooks.create`. */
export interface WebhooksCreateInput {
  /** Where events are posted: HTTPS, at a public address. */
  url: string;
  /**
   * For people.
   * @default ""
   */
  description?: string | undefined;
  /**
   * The events that are sent; without any, all.
   * @default []
   */
  events?: readonly string[] | undefined;
  /** @default "hmac" */
  signature?: "hmac" | "ed25519" | undefined;
  /**
   * Send events about all accounts; for admins.
   * @default false
   */
  forAll?: boolean | undefined;
}
/** Output of `webhooks.create`. */
export interface WebhooksCreateOutput {
  /** The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone. */
  secret: string | null;
  endpoint: WebhookEndpoint;
}
/**
 * Errors that `webhooks.create` declares.
 * `too_many` (409): An account can have at most 10 endpoints: delete one first.
 * `admins_only` (403): Only an admin may register an endpoint for all accounts.
 * `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
 */
export type WebhooksCreateError = "too_many" | "admins_only" | "unavailable_here";

/** Input of `webhooks.list`. */
export type WebhooksListInput = Record<string, never>;
/** Output of `webhooks.list`. */
export interface WebhooksListOutput {
  endpoints: WebhookEndpoint[];
}
/** Errors that `webhooks.list` declares. */
export type WebhooksListError = never;

/** Input of `webhooks.get`. */
export interface WebhooksGetInput {
  /** An endpoint's id. */
  id: string;
}
/** Output of `webhooks.get`. */
export type WebhooksGetOutput = WebhookEndpoint;
/**
 * Errors that `webhooks.get` declares.
 * `not_found` (404): You have no such endpoint.
 */
export type WebhooksGetError = "not_found";

/** Input of `webhooks.update`. */
export interface WebhooksUpdateInput {
  /** An endpoint's id. */
  id: string;
  /** Where events are posted: HTTPS, at a public address. */
  url?: string | undefined;
  /** For people. */
  description?: string | undefined;
  /** The events that are sent; without any, all. */
  events?: readonly string[] | undefined;
  enabled?: boolean | undefined;
}
/** Output of `webhooks.update`. */
export type WebhooksUpdateOutput = WebhookEndpoint;
/**
 * Errors that `webhooks.update` declares.
 * `not_found` (404): You have no such endpoint.
 * `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
 */
export type WebhooksUpdateError = "not_found" | "unavailable_here";

/** Input of `webhooks.delete`. */
export interface WebhooksDeleteInput {
  /** An endpoint's id. */
  id: string;
}
/** Output of `webhooks.delete`. */
export type WebhooksDeleteOutput = null;
/**
 * Errors that `webhooks.delete` declares.
 * `not_found` (404): You have no such endpoint.
 */
export type WebhooksDeleteError = "not_found";

/** Input of `webhooks.rotateSecret`. */
export interface WebhooksRotateSecretInput {
  /** An endpoint's id. */
  id: string;
  /**
   * How long the former secret signs too; 0 if it was disclosed.
   * @default 24
   */
  overlapHours?: number | undefined;
}
/** Output of `webhooks.rotateSecret`. */
export interface WebhooksRotateSecretOutput {
  /** The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone. */
  secret: string | null;
  endpoint: WebhookEndpoint;
}
/**
 * Errors that `webhooks.rotateSecret` declares.
 * `not_found` (404): You have no such endpoint.
 * `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
 */
export type WebhooksRotateSecretError = "not_found" | "unavailable_here";

/** Input of `webhooks.test`. */
export interface WebhooksTestInput {
  /** An endpoint's id. */
  id: string;
}
/** Output of `webhooks.test`. */
export interface WebhooksTestOutput {
  /** The event's id, `webhook-id` of its deliveries. */
  eventId: string;
}
/**
 * Errors that `webhooks.test` declares.
 * `not_found` (404): You have no such endpoint.
 * `disabled` (409): This endpoint is disabled: enable it first.
 */
export type WebhooksTestError = "not_found" | "disabled";

/** Input of `webhooks.listAttempts`. */
export interface WebhooksListAttemptsInput {
  /** An endpoint's id. */
  id: string;
  /** @default 50 */
  limit?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `webhooks.listAttempts`. */
export interface WebhooksListAttemptsOutput {
  attempts: ({
    /** The event's id, `webhook-id` of its deliveries. */
    eventId: string;
    event: string;
    /** 1 for the first attempt of a delivery. */
    attempt: number;
    /** Timestamp in UTC, ISO 8601. */
    at: string;
    durationMs: number;
    /** The status that was answered; null without an answer. */
    status: number | null;
    /** Why there was no answer: `timed_out`, `connection_refused`, `certificate_expired`, `certificate_untrusted` (self-signed, or without its chain), `certificate_of_another_host`, `tls_failed`, `connection_failed` (for any other reason), `unresolvable`, `address_refused`, `url_refused`. */
    error: string | null;
  })[];
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}
/**
 * Errors that `webhooks.listAttempts` declares.
 * `not_found` (404): You have no such endpoint.
 */
export type WebhooksListAttemptsError = "not_found";

/** Input of `webhooks.replay`. */
export interface WebhooksReplayInput {
  /** An endpoint's id. */
  id: string;
  /** The event's id, `webhook-id` of its deliveries. */
  eventId?: string | undefined;
  /** Timestamp in UTC, ISO 8601. */
  since?: string | undefined;
  /** Timestamp in UTC, ISO 8601. */
  until?: string | undefined;
}
/** Output of `webhooks.replay`. */
export interface WebhooksReplayOutput {
  /** The number of events that are sent again. */
  count: number;
  /** Send as `since` for the rest; null when there is none. */
  next: string | null;
}
/**
 * Errors that `webhooks.replay` declares.
 * `not_found` (404): You have no such endpoint.
 */
export type WebhooksReplayError = "not_found";

/** Input of `admin.removeComment`. */
export interface AdminRemoveCommentInput {
  /** The article's identifier in URLs. */
  slug: string;
  /** A comment's id. */
  id: number;
}
/** Output of `admin.removeComment`. */
export type AdminRemoveCommentOutput = null;
/**
 * Errors that `admin.removeComment` declares.
 * `article_not_found` (404): No article has this slug.
 * `not_found` (404): This article has no such comment.
 */
export type AdminRemoveCommentError = "article_not_found" | "not_found";

/** Input of `admin.listJobs`. */
export interface AdminListJobsInput {
  /**
   * `running`: under the lease of an attempt. `dead`: out of attempts.
   * @default "dead"
   */
  state?: "pending" | "running" | "done" | "dead" | "cancelled" | undefined;
  /** Only jobs of this name; not with `done` and `cancelled`. */
  name?: string | undefined;
  /**
   * Maximum number of items to return.
   * @default 100
   */
  limit?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `admin.listJobs`. */
export interface AdminListJobsOutput {
  jobs: ManagedJob[];
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}
/** Errors that `admin.listJobs` declares. */
export type AdminListJobsError = never;

/** Input of `admin.retryJob`. */
export interface AdminRetryJobInput {
  /** A job's id. */
  id: string;
}
/** Output of `admin.retryJob`. */
export type AdminRetryJobOutput = ManagedJob;
/**
 * Errors that `admin.retryJob` declares.
 * `not_found` (404): No job has this id; finished ones are deleted in time.
 * `already_done` (409): The job is done already.
 */
export type AdminRetryJobError = "not_found" | "already_done";

/** Input of `admin.retryDeadJobs`. */
export interface AdminRetryDeadJobsInput {
  /** A job's name. */
  name: string;
}
/** Output of `admin.retryDeadJobs`. */
export interface AdminRetryDeadJobsOutput {
  /** The number of jobs that are due again. */
  retried: number;
  /** Whether the name has more dead jobs: call again. */
  hasMore: boolean;
}
/** Errors that `admin.retryDeadJobs` declares. */
export type AdminRetryDeadJobsError = never;

/** Input of `admin.cancelJob`. */
export interface AdminCancelJobInput {
  /** A job's id. */
  id: string;
}
/** Output of `admin.cancelJob`. */
export type AdminCancelJobOutput = ManagedJob;
/**
 * Errors that `admin.cancelJob` declares.
 * `not_found` (404): No job has this id; finished ones are deleted in time.
 * `already_done` (409): The job is done already.
 */
export type AdminCancelJobError = "not_found" | "already_done";

/** Input of `admin.listUsers`. */
export interface AdminListUsersInput {
  /** Case-insensitive prefix of the user name or e-mail address. */
  search?: string | undefined;
  /** Each role includes the rights of the roles before it. New accounts are members. */
  role?: "member" | "moderator" | "admin" | undefined;
  state?: "active" | "suspended" | undefined;
  /**
   * Maximum number of items to return.
   * @default 100
   */
  limit?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `admin.listUsers`. */
export interface AdminListUsersOutput {
  users: ManagedUser[];
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}
/** Errors that `admin.listUsers` declares. */
export type AdminListUsersError = never;

/** Input of `admin.suspendUser`. */
export interface AdminSuspendUserInput {
  /** A user name, unique regardless of case. */
  username: string;
  /** Recorded in the audit log. */
  reason?: string | undefined;
}
/** Output of `admin.suspendUser`. */
export type AdminSuspendUserOutput = ManagedUser;
/**
 * Errors that `admin.suspendUser` declares.
 * `not_found` (404): No user has this user name.
 * `own_account` (403): You cannot suspend your own account.
 */
export type AdminSuspendUserError = "not_found" | "own_account";

/** Input of `admin.restoreUser`. */
export interface AdminRestoreUserInput {
  /** A user name, unique regardless of case. */
  username: string;
}
/** Output of `admin.restoreUser`. */
export type AdminRestoreUserOutput = ManagedUser;
/**
 * Errors that `admin.restoreUser` declares.
 * `not_found` (404): No user has this user name.
 */
export type AdminRestoreUserError = "not_found";

/** Input of `admin.resetAccess`. */
export interface AdminResetAccessInput {
  /** A user name, unique regardless of case. */
  username: string;
  /**
   * `everything`: password, passkeys, authenticator app, identities and API keys.
   * @default "second_factors"
   */
  remove?: "second_factors" | "everything" | undefined;
  /** Recorded in the audit log. */
  reason: string;
}
/** Output of `admin.resetAccess`. */
export type AdminResetAccessOutput = ManagedUser;
/**
 * Errors that `admin.resetAccess` declares.
 * `not_found` (404): No user has this user name.
 * `own_account` (403): You cannot reset your own account.
 */
export type AdminResetAccessError = "not_found" | "own_account";

/** Input of `admin.changeRole`. */
export interface AdminChangeRoleInput {
  /** A user name, unique regardless of case. */
  username: string;
  /** Each role includes the rights of the roles before it. New accounts are members. */
  role: "member" | "moderator" | "admin";
}
/** Output of `admin.changeRole`. */
export type AdminChangeRoleOutput = ManagedUser;
/**
 * Errors that `admin.changeRole` declares.
 * `not_found` (404): No user has this user name.
 * `last_admin` (409): The last admin cannot be removed: make another account admin first.
 */
export type AdminChangeRoleError = "not_found" | "last_admin";

/** Input of `admin.removeArticle`. */
export interface AdminRemoveArticleInput {
  /** The article's identifier in URLs. */
  slug: string;
}
/** Output of `admin.removeArticle`. */
export type AdminRemoveArticleOutput = null;
/**
 * Errors that `admin.removeArticle` declares.
 * `not_found` (404): No article has this slug.
 */
export type AdminRemoveArticleError = "not_found";

/** Input of `admin.listAudit`. */
export interface AdminListAuditInput {
  /** Only entries with this user as actor or account. */
  username?: string | undefined;
  action?: string | undefined;
  /**
   * Maximum number of items to return.
   * @default 100
   */
  limit?: number | undefined;
  /** Opaque cursor: `next` of the previous page. */
  cursor?: string | undefined;
}
/** Output of `admin.listAudit`. */
export interface AdminListAuditOutput {
  entries: AuditRecord[];
  /** Send as `cursor` to get the next page; null on the last page. */
  next: string | null;
}
/** Errors that `admin.listAudit` declares. */
export type AdminListAuditError = never;

/** Procedures of `accounts`. */
export interface AccountsClient {
  /**
   * Sign up.
   * Creates an account and its first session, and sends a verification link to the e-mail address.
   * @throws `username_taken` (409): This username has already been taken.
   * @throws `email_taken` (409): This email has already been taken.
   * @throws `password_common` (422): This password is commonly used and easy to guess: choose another.
   */
  register(input: AccountsRegisterInput, options?: CallOptions): Promise<User>;
  /**
   * Sign in.
   * Starts a session. An unknown address and a wrong password get the same response. If the account has a second factor, a correct password is answered with 401 `second_factor_required`: call again with `code` or `passkey`.
   * @throws `credentials` (401): The e-mail address or the password is wrong.
   * @throws `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
   * @throws `second_factor_refused` (401): The second factor is wrong or has been used before.
   */
  login(input: AccountsLoginInput, options?: CallOptions): Promise<User>;
  /**
   * Get the viewer's account.
   * For signed-in callers.
   */
  current(input?: AccountsCurrentInput, options?: CallOptions): Promise<User>;
  /**
   * Update the viewer's account.
   * Omitted fields stay unchanged. An empty `bio` or `image` becomes null. A new password or e-mail address requires authentication within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session stored in a cookie gets a new token. A new address is unverified; a verified old address stays in use until the new one is verified by a link sent to it.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `username_taken` (409): This username has already been taken.
   * @throws `email_taken` (409): This email has already been taken.
   * @throws `password_common` (422): This password is commonly used and easy to guess: choose another.
   * @throws `no_mail` (503): This service sends no mail.
   */
  update(input?: AccountsUpdateInput, options?: CallOptions): Promise<User>;
  /**
   * Export the viewer's account data.
   * A page holds up to 20 articles, 20 documents and 200 entries of each other list. Sessions, API keys and linked identities have procedures of their own. Secrets are stored as hashes only and are not exported.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   */
  export(input?: AccountsExportInput, options?: CallOptions): Promise<AccountExport>;
  /**
   * Delete the viewer's account.
   * Deletes the account, its articles with the comments of others on them, and all its other data, immediately and permanently. `username` must be the viewer's own, as a confirmation. A session cookie is cleared.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `forbidden` (403): You can only delete your own account.
   * @throws `last_admin` (409): The last admin cannot be removed: make another account admin first.
   */
  delete(input: AccountsDeleteInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `emails`. */
export interface EmailsClient {
  /**
   * Request an e-mail verification link.
   * The link is sent to the account's address, at most three times an hour, and only if the address is not verified. It is valid for one use, for a day, and until a newer one is sent.
   * For signed-in callers.
   * @throws `no_mail` (503): This service sends no mail.
   */
  requestVerification(input?: EmailsRequestVerificationInput, options?: CallOptions): Promise<null>;
  /**
   * Verify an e-mail address.
   * With the account's session or password, the credentials are unchanged and the session gets a new token. Otherwise the account may have been created by another person: its password, sessions, API keys, linked identities and second factors are removed, and `resetToken` lets the owner of the address set a password.
   * @throws `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
   * @throws `credentials` (401): The password is wrong.
   * @throws `other_account` (409): The link belongs to another account than the one you are signed in to: sign out first.
   */
  verify(input: EmailsVerifyInput, options?: CallOptions): Promise<EmailsVerifyOutput>;
  /**
   * Request a change of e-mail address.
   * A link is sent to the new address and a notification to the old one, which stays in use until the link is used. The link is valid for one use, for a day, and until a newer one is sent.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `no_mail` (503): This service sends no mail.
   * @throws `email_taken` (409): This email has already been taken.
   */
  change(input: EmailsChangeInput, options?: CallOptions): Promise<null>;
  /**
   * Revert recent credential changes.
   * For the recipient of a security notification who did not make the change, within seven days of it. Ends all sessions, removes the password and all credentials added within the last seven days, restores an e-mail address that was replaced within them, and returns a `resetToken` to set a new password. Older credentials stay, second factors included.
   * @throws `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
   * @throws `email_taken` (409): This email has already been taken.
   */
  undo(input: EmailsUndoInput, options?: CallOptions): Promise<EmailsUndoOutput>;
  /**
   * Confirm a change of e-mail address.
   * The new address is verified. If the caller is signed in to the account, the session gets a new token.
   * @throws `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
   * @throws `email_taken` (409): This email has already been taken.
   */
  confirmChange(input: EmailsConfirmChangeInput, options?: CallOptions): Promise<EmailsConfirmChangeOutput>;
}

/** Procedures of `passwords`. */
export interface PasswordsClient {
  /**
   * Request a password reset link.
   * The response does not reveal whether the address has an account. At most three links an hour are sent for an account. A link is valid for one use, for an hour, and until a newer one is sent.
   * @throws `no_mail` (503): This service sends no mail.
   */
  requestReset(input: PasswordsRequestResetInput, options?: CallOptions): Promise<null>;
  /**
   * Reset a password.
   * Ends all sessions of the account, including those of apps. API keys stay, unless the address was not yet verified. Second factors stay required to sign in; `removeRecent` removes recently added credentials.
   * @throws `link_refused` (410): This link has been used, has expired or was replaced by a newer one: request a new link.
   * @throws `password_common` (422): This password is commonly used and easy to guess: choose another.
   */
  reset(input: PasswordsResetInput, options?: CallOptions): Promise<null>;
  /**
   * Change the viewer's password.
   * Requires the current password or authentication within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; the current one gets a new token.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `password_common` (422): This password is commonly used and easy to guess: choose another.
   * @throws `credentials` (401): The current password is wrong.
   */
  change(input: PasswordsChangeInput, options?: CallOptions): Promise<PasswordsChangeOutput>;
}

/** Procedures of `sessions`. */
export interface SessionsClient {
  /**
   * Exchange a session token for app tokens.
   * For apps that can store secrets, after any kind of sign-in: replaces the session's token with a short-lived access token and a refresh token. The session's token is invalid from then on.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_a_token` (409): Sign in with `session: token` first.
   */
  openApp(input?: SessionsOpenAppInput, options?: CallOptions): Promise<AppTokens>;
  /**
   * Refresh tokens.
   * A refresh token is valid for one use; reuse of an old one ends the session. An immediate retry, or one by the same client after a lost response, gets the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.
   * @throws `refresh_refused` (401): Sign in again.
   */
  refresh(input: SessionsRefreshInput, options?: CallOptions): Promise<AppTokens>;
  /**
   * Re-authenticate.
   * Makes the session fresh for ten minutes. The session gets a new token; the old one is invalid. Send the password, with a second factor if the account has one; a passkey alone; or, if the account has no password, a code alone.
   * For signed-in callers.
   * @throws `credentials` (401): The password is wrong.
   * @throws `second_factor_required` (401): The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.
   * @throws `second_factor_refused` (401): The second factor is wrong or has been used before.
   */
  reauthenticate(input?: SessionsReauthenticateInput, options?: CallOptions): Promise<SessionsReauthenticateOutput>;
  /**
   * Get the current session.
   * For signed-in callers.
   * @throws `not_found` (404): The session has just ended.
   */
  current(input?: SessionsCurrentInput, options?: CallOptions): Promise<SessionsCurrentOutput>;
  /**
   * List the viewer's sessions.
   * Newest first, at most 100.
   * For signed-in callers.
   */
  list(input?: SessionsListInput, options?: CallOptions): Promise<SessionsListOutput>;
  /**
   * Revoke a session.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such session.
   */
  revoke(input: SessionsRevokeInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out.
   * Ends the current session.
   * For signed-in callers.
   */
  logout(input?: SessionsLogoutInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out on every other device.
   * Ends all of the viewer's sessions except the current one.
   * For signed-in callers.
   */
  logoutOthers(input?: SessionsLogoutOthersInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out on every device.
   * Ends all of the viewer's sessions, including the current one. API keys stay valid.
   * For signed-in callers.
   */
  logoutEverywhere(input?: SessionsLogoutEverywhereInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `apiKeys`. */
export interface ApiKeysClient {
  /**
   * Create an API key.
   * The key is in this response only and cannot be shown again. Send it as a bearer token. It may call the procedures of its scopes. An account has at most 20 keys.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `too_many` (409): An account can have at most 20 API keys: revoke one first.
   */
  create(input: ApiKeysCreateInput, options?: CallOptions): Promise<ApiKeysCreateOutput>;
  /**
   * List the viewer's API keys.
   * Newest first, without expired keys.
   * For signed-in callers.
   */
  list(input?: ApiKeysListInput, options?: CallOptions): Promise<ApiKeysListOutput>;
  /**
   * Revoke one of the viewer's API keys.
   * The key stops working immediately.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such API key.
   */
  revoke(input: ApiKeysRevokeInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `serviceTokens`. */
export interface ServiceTokensClient {
  /**
   * Create a token for another service.
   * Exchanges a session, an app's access token or an API key for a JWT (RFC 9068) that one other service accepts for five minutes. This service does not accept it. The verification keys are at `/.well-known/jwks.json`.
   * For signed-in callers.
   * API keys need the scope `tokens:create`.
   * @throws `no_signing_key` (404): This service is not configured to create tokens for other services.
   */
  create(input: ServiceTokensCreateInput, options?: CallOptions): Promise<ServiceTokensCreateOutput>;
}

/** Procedures of `oauth`. */
export interface OauthClient {
  /** List identity providers. */
  providers(input?: OauthProvidersInput, options?: CallOptions): Promise<OauthProvidersOutput>;
  /**
   * Start sign-in with a provider.
   * Returns the URL to send the browser to, and sets a cookie that is required to finish. The browser comes back signed in, or with `oauth_error` in the query string.
   * @throws `no_provider` (404): Sign-in with this provider is not configured.
   * @throws `provider_unavailable` (503): The identity provider does not respond: try again shortly.
   */
  start(input: OauthStartInput, options?: CallOptions): Promise<OauthStartOutput>;
  /**
   * Start linking a provider's account.
   * Like `oauth.start`, but links the provider's account to the viewer's account.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `no_provider` (404): Sign-in with this provider is not configured.
   * @throws `provider_unavailable` (503): The identity provider does not respond: try again shortly.
   */
  link(input: OauthLinkInput, options?: CallOptions): Promise<OauthLinkOutput>;
  /**
   * List linked identities.
   * For signed-in callers.
   */
  identities(input?: OauthIdentitiesInput, options?: CallOptions): Promise<OauthIdentitiesOutput>;
  /**
   * Unlink an identity.
   * Rejected if it is the last way to sign in: set a password first.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): Your account has no such linked identity.
   * @throws `last_way_in` (409): This is the last way to sign in to your account: set a password first.
   */
  unlink(input: OauthUnlinkInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `factors`. */
export interface FactorsClient {
  /**
   * List the viewer's second factors.
   * If any is enabled, a password alone neither signs in nor makes a session fresh.
   * For signed-in callers.
   */
  list(input?: FactorsListInput, options?: CallOptions): Promise<FactorsListOutput>;
  /**
   * Generate new recovery codes.
   * Returns ten new codes and invalidates the old ones.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `no_factor` (409): Recovery codes require a second factor: add one first.
   */
  renewRecoveryCodes(input?: FactorsRenewRecoveryCodesInput, options?: CallOptions): Promise<FactorsRenewRecoveryCodesOutput>;
}

/** Procedures of `totp`. */
export interface TotpClient {
  /**
   * Begin authenticator app setup.
   * Returns a new secret, once; show `uri` as a QR code. Codes are not required until the setup is confirmed. Beginning again replaces a pending setup.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `already_on` (409): This account already has an authenticator app: remove it first.
   * @throws `no_encryption_key` (503): Authenticator apps are disabled: the operator has not set ENCRYPTION_KEYS.
   */
  begin(input?: TotpBeginInput, options?: CallOptions): Promise<TotpBeginOutput>;
  /**
   * Confirm authenticator app setup.
   * From then on a code is required to sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_begun` (409): No authenticator app setup is pending: begin first.
   * @throws `wrong_code` (422): The code does not match: check the clock of the device.
   */
  confirm(input: TotpConfirmInput, options?: CallOptions): Promise<TotpConfirmOutput>;
  /**
   * Remove the authenticator app.
   * Removing the last second factor also deletes the recovery codes.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_on` (404): This account has no authenticator app.
   */
  remove(input?: TotpRemoveInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `passkeys`. */
export interface PasskeysClient {
  /**
   * List the viewer's passkeys.
   * For signed-in callers.
   */
  list(input?: PasskeysListInput, options?: CallOptions): Promise<PasskeysListOutput>;
  /**
   * Begin passkey registration.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `too_many` (409): An account can have at most 20 passkeys: remove one first.
   */
  beginEnrolment(input?: PasskeysBeginEnrolmentInput, options?: CallOptions): Promise<PasskeysBeginEnrolmentOutput>;
  /**
   * Finish passkey registration.
   * Must be called in the session that began the registration. From then on a password alone does not sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `passkey_refused` (422): The passkey does not match the request, or the request has expired: begin again.
   * @throws `passkey_taken` (409): This passkey already belongs to an account.
   * @throws `too_many` (409): An account can have at most 20 passkeys: remove one first.
   */
  finishEnrolment(input: PasskeysFinishEnrolmentInput, options?: CallOptions): Promise<PasskeysFinishEnrolmentOutput>;
  /**
   * Rename a passkey.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such passkey.
   */
  rename(input: PasskeysRenameInput, options?: CallOptions): Promise<Passkey>;
  /**
   * Remove a passkey.
   * Rejected if it is the last way to sign in. Removing the last second factor also deletes the recovery codes.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): You have no such passkey.
   * @throws `last_way_in` (409): This is the last way to sign in to your account: set a password first.
   */
  remove(input: PasskeysRemoveInput, options?: CallOptions): Promise<null>;
  /**
   * Begin passkey authentication.
   * For `passkeys.signIn`, for `passkey` of `accounts.login`, and for `sessions.reauthenticate`. The response reveals nothing about accounts.
   */
  beginSignIn(input?: PasskeysBeginSignInInput, options?: CallOptions): Promise<PasskeysBeginSignInOutput>;
  /**
   * Sign in with a passkey.
   * A passkey needs neither a password nor a second factor.
   * @throws `passkey_refused` (401): This passkey was not accepted: begin again.
   */
  signIn(input: PasskeysSignInInput, options?: CallOptions): Promise<User>;
}

/** Procedures of `apps`. */
export interface AppsClient {
  /**
   * Authorize an app.
   * Called by the consent page at `/oauth/authorize`. Returns the app's redirect URI with an authorization code that is valid for one use within 60 seconds.
   * For signed-in callers.
   * @throws `unknown_app` (401): No app is registered with this client id.
   * @throws `redirect_uri_mismatch` (400): This redirect URI is not registered for the app.
   * @throws `not_a_browser` (403): An app can only be authorized from a browser session.
   */
  approve(input: AppsApproveInput, options?: CallOptions): Promise<AppsApproveOutput>;
  /**
   * Exchange an authorization code for tokens.
   * Equivalent to `POST /oauth/token` with `grant_type=authorization_code`. A code is valid for one attempt, successful or not; using it again ends the session it created.
   * @throws `unknown_app` (401): No app is registered with this client id.
   * @throws `invalid_grant` (400): The code has been used, has expired or belongs to another app: start again.
   */
  redeem(input: AppsRedeemInput, options?: CallOptions): Promise<AppTokens>;
  /**
   * Revoke an app's token.
   * Equivalent to `POST /oauth/revoke` (RFC 7009). Ends the session of an access or refresh token. An unknown token gets the same response.
   * @throws `unknown_app` (401): No app is registered with this client id.
   */
  revoke(input: AppsRevokeInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `profiles`. */
export interface ProfilesClient {
  /**
   * Get a profile.
   * @throws `not_found` (404): No user has this user name.
   */
  get(input: ProfilesGetInput, options?: CallOptions): Promise<Profile>;
  /**
   * Follow an author.
   * Adds the author's articles to the viewer's feed. Idempotent.
   * For signed-in callers.
   * API keys need the scope `profiles:write`.
   * @throws `not_found` (404): No user has this user name.
   */
  follow(input: ProfilesFollowInput, options?: CallOptions): Promise<Profile>;
  /**
   * Unfollow an author.
   * For signed-in callers.
   * API keys need the scope `profiles:write`.
   * @throws `not_found` (404): No user has this user name.
   */
  unfollow(input: ProfilesUnfollowInput, options?: CallOptions): Promise<Profile>;
}

/** Procedures of `articles`. */
export interface ArticlesClient {
  /** List articles, newest first. */
  list(input?: ArticlesListInput, options?: CallOptions): Promise<ArticlePage>;
  /**
   * List articles by followed authors, newest first.
   * For signed-in callers.
   * API keys need the scope `feed:read`.
   */
  feed(input?: ArticlesFeedInput, options?: CallOptions): Promise<ArticlePage>;
  /**
   * Get an article.
   * @throws `not_found` (404): No article has this slug.
   */
  get(input: ArticlesGetInput, options?: CallOptions): Promise<Article>;
  /**
   * Publish an article.
   * The slug is derived from the title; a suffix makes it unique.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   */
  publish(input: ArticlesPublishInput, options?: CallOptions): Promise<Article>;
  /**
   * Update an article.
   * Only the author may update an article. Omitted fields stay unchanged. A new title changes the slug. An empty `tagList` removes all tags.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   * @throws `forbidden` (403): This article belongs to another account.
   */
  update(input: ArticlesUpdateInput, options?: CallOptions): Promise<Article>;
  /**
   * Delete an article.
   * Only the author may delete an article. Its comments and favorites are deleted as well.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   * @throws `forbidden` (403): This article belongs to another account.
   */
  delete(input: ArticlesDeleteInput, options?: CallOptions): Promise<null>;
  /**
   * Favorite an article.
   * Idempotent.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   */
  favorite(input: ArticlesFavoriteInput, options?: CallOptions): Promise<Article>;
  /**
   * Unfavorite an article.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   */
  unfavorite(input: ArticlesUnfavoriteInput, options?: CallOptions): Promise<Article>;
  /** Follow articles as they change. */
  changes(input?: ArticlesChangesInput, options?: SubscriptionOptions): Subscription<ArticleChange>;
}

/** Procedures of `comments`. */
export interface CommentsClient {
  /**
   * List an article's comments, newest first.
   * @throws `not_found` (404): No article has this slug.
   */
  list(input: CommentsListInput, options?: CallOptions): Promise<CommentsListOutput>;
  /**
   * Add a comment to an article.
   * For signed-in callers.
   * API keys need the scope `comments:write`.
   * @throws `not_found` (404): No article has this slug.
   */
  add(input: CommentsAddInput, options?: CallOptions): Promise<Comment>;
  /**
   * Delete a comment.
   * Only the author may delete a comment.
   * For signed-in callers.
   * API keys need the scope `comments:write`.
   * @throws `article_not_found` (404): No article has this slug.
   * @throws `not_found` (404): This article has no such comment.
   * @throws `forbidden` (403): This comment belongs to another account.
   */
  delete(input: CommentsDeleteInput, options?: CallOptions): Promise<null>;
  /**
   * Follow an article's comments as they are added.
   * @throws `not_found` (404): No article has this slug.
   */
  added(input: CommentsAddedInput, options?: SubscriptionOptions): Subscription<AddedComment>;
}

/** Procedures of `feed`. */
export interface FeedClient {
  /**
   * Follow articles by followed authors as they change.
   * Authors that the viewer follows or unfollows meanwhile are included or left out at once.
   * For signed-in callers.
   * API keys need the scope `feed:read`.
   */
  changes(input?: FeedChangesInput, options?: SubscriptionOptions): Subscription<ArticleChange>;
}

/** Procedures of `tags`. */
export interface TagsClient {
  /**
   * List tags, most used first.
   * At most 10,000.
   */
  list(input?: TagsListInput, options?: CallOptions): Promise<TagsListOutput>;
}

/** Procedures of `webhooks`. */
export interface WebhooksClient {
  /**
   * Register a webhook endpoint.
   * Events about the account are posted to the URL as Standard Webhooks. The secret is in this response only. An account has at most 10 endpoints. Only admins may register one for all accounts.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `too_many` (409): An account can have at most 10 endpoints: delete one first.
   * @throws `admins_only` (403): Only an admin may register an endpoint for all accounts.
   * @throws `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
   */
  create(input: WebhooksCreateInput, options?: CallOptions): Promise<WebhooksCreateOutput>;
  /**
   * List the viewer's webhook endpoints.
   * Newest first.
   * For signed-in callers.
   */
  list(input?: WebhooksListInput, options?: CallOptions): Promise<WebhooksListOutput>;
  /**
   * Get one of the viewer's webhook endpoints.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such endpoint.
   */
  get(input: WebhooksGetInput, options?: CallOptions): Promise<WebhookEndpoint>;
  /**
   * Change a webhook endpoint.
   * With `enabled: true` a disabled endpoint is sent what waits for it. Events that occurred meanwhile can be replayed.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): You have no such endpoint.
   * @throws `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
   */
  update(input: WebhooksUpdateInput, options?: CallOptions): Promise<WebhookEndpoint>;
  /**
   * Delete a webhook endpoint.
   * Its pending events and its log of attempts are deleted too.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such endpoint.
   */
  delete(input: WebhooksDeleteInput, options?: CallOptions): Promise<null>;
  /**
   * Rotate a webhook endpoint's secret.
   * Returns the new secret, once. Both secrets sign until `overlapHours` are over, so that the receiver can change over in between.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): You have no such endpoint.
   * @throws `unavailable_here` (503): Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.
   */
  rotateSecret(input: WebhooksRotateSecretInput, options?: CallOptions): Promise<WebhooksRotateSecretOutput>;
  /**
   * Send a test event.
   * Sends `webhook.test` at once, before what waits, and does not repeat it. Its result is in the log of attempts.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such endpoint.
   * @throws `disabled` (409): This endpoint is disabled: enable it first.
   */
  test(input: WebhooksTestInput, options?: CallOptions): Promise<WebhooksTestOutput>;
  /**
   * List the attempts of a webhook endpoint.
   * Newest first; kept for 30 days.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such endpoint.
   */
  listAttempts(input: WebhooksListAttemptsInput, options?: CallOptions): Promise<WebhooksListAttemptsOutput>;
  /**
   * Send events again.
   * One event by its id, or those that occurred from `since` and before `until`, at most 1,000 in a call, or fewer where many events concern others: also events that the endpoint has not received because it was disabled or not there yet. Events are kept for 7 days unless configured otherwise.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such endpoint.
   */
  replay(input: WebhooksReplayInput, options?: CallOptions): Promise<WebhooksReplayOutput>;
}

/** Procedures of `admin`. */
export interface AdminClient {
  /**
   * Remove a comment as a moderator.
   * For a signed-in moderator.
   * @throws `article_not_found` (404): No article has this slug.
   * @throws `not_found` (404): This article has no such comment.
   */
  removeComment(input: AdminRemoveCommentInput, options?: CallOptions): Promise<null>;
  /**
   * List jobs by state.
   * Ended jobs are listed with the latest first, others with the longest due first.
   * For a signed-in admin.
   */
  listJobs(input?: AdminListJobsInput, options?: CallOptions): Promise<AdminListJobsOutput>;
  /**
   * Retry a dead or cancelled job.
   * It is due at once, with all its attempts. A job that waits or runs stays as it is.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No job has this id; finished ones are deleted in time.
   * @throws `already_done` (409): The job is done already.
   */
  retryJob(input: AdminRetryJobInput, options?: CallOptions): Promise<ManagedJob>;
  /**
   * Retry the dead jobs of a name.
   * At most 1,000 of them, those first that died last.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   */
  retryDeadJobs(input: AdminRetryDeadJobsInput, options?: CallOptions): Promise<AdminRetryDeadJobsOutput>;
  /**
   * Cancel a job.
   * It is not attempted again; a running attempt gets an aborted signal, and its changes so far remain. A dead job is dismissed. Idempotent.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No job has this id; finished ones are deleted in time.
   * @throws `already_done` (409): The job is done already.
   */
  cancelJob(input: AdminCancelJobInput, options?: CallOptions): Promise<ManagedJob>;
  /**
   * List accounts, newest first.
   * For a signed-in admin.
   */
  listUsers(input?: AdminListUsersInput, options?: CallOptions): Promise<AdminListUsersOutput>;
  /**
   * Suspend an account.
   * Ends its sessions, including those of apps; its API keys are disabled until the account is restored. Its articles and comments stay visible. Idempotent.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No user has this user name.
   * @throws `own_account` (403): You cannot suspend your own account.
   */
  suspendUser(input: AdminSuspendUserInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Lift an account's suspension.
   * The owner can sign in again, and the account's API keys work again.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No user has this user name.
   */
  restoreUser(input: AdminRestoreUserInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Reset an account's credentials.
   * For an owner who cannot recover the account by e-mail alone and has proved their identity. Ends all sessions and removes the second factors, or all credentials: the owner then sets a password through a reset link sent to the account's address. The owner is notified by e-mail, and the reset is recorded in the audit log.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No user has this user name.
   * @throws `own_account` (403): You cannot reset your own account.
   */
  resetAccess(input: AdminResetAccessInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Change an account's role.
   * Ends the account's sessions if the role changes. The role of the last admin cannot be changed.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No user has this user name.
   * @throws `last_admin` (409): The last admin cannot be removed: make another account admin first.
   */
  changeRole(input: AdminChangeRoleInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Remove an article as a moderator.
   * Its comments and favorites are deleted as well.
   * For a signed-in moderator.
   * @throws `not_found` (404): No article has this slug.
   */
  removeArticle(input: AdminRemoveArticleInput, options?: CallOptions): Promise<null>;
  /**
   * List audit log entries, newest first.
   * Entries are retained for 400 days.
   * For a signed-in admin.
   */
  listAudit(input?: AdminListAuditInput, options?: CallOptions): Promise<AdminListAuditOutput>;
}

/** Every procedure, feature by feature. */
export interface Client {
  readonly accounts: AccountsClient;
  readonly emails: EmailsClient;
  readonly passwords: PasswordsClient;
  readonly sessions: SessionsClient;
  readonly apiKeys: ApiKeysClient;
  readonly serviceTokens: ServiceTokensClient;
  readonly oauth: OauthClient;
  readonly factors: FactorsClient;
  readonly totp: TotpClient;
  readonly passkeys: PasskeysClient;
  readonly apps: AppsClient;
  readonly profiles: ProfilesClient;
  readonly articles: ArticlesClient;
  readonly comments: CommentsClient;
  readonly feed: FeedClient;
  readonly tags: TagsClient;
  readonly webhooks: WebhooksClient;
  readonly admin: AdminClient;
}

/** Codes that each procedure declares. */
export interface ProcedureErrors {
  "accounts.register": AccountsRegisterError;
  "accounts.login": AccountsLoginError;
  "accounts.current": AccountsCurrentError;
  "accounts.update": AccountsUpdateError;
  "accounts.export": AccountsExportError;
  "accounts.delete": AccountsDeleteError;
  "emails.requestVerification": EmailsRequestVerificationError;
  "emails.verify": EmailsVerifyError;
  "emails.change": EmailsChangeError;
  "emails.undo": EmailsUndoError;
  "emails.confirmChange": EmailsConfirmChangeError;
  "passwords.requestReset": PasswordsRequestResetError;
  "passwords.reset": PasswordsResetError;
  "passwords.change": PasswordsChangeError;
  "sessions.openApp": SessionsOpenAppError;
  "sessions.refresh": SessionsRefreshError;
  "sessions.reauthenticate": SessionsReauthenticateError;
  "sessions.current": SessionsCurrentError;
  "sessions.list": SessionsListError;
  "sessions.revoke": SessionsRevokeError;
  "sessions.logout": SessionsLogoutError;
  "sessions.logoutOthers": SessionsLogoutOthersError;
  "sessions.logoutEverywhere": SessionsLogoutEverywhereError;
  "apiKeys.create": ApiKeysCreateError;
  "apiKeys.list": ApiKeysListError;
  "apiKeys.revoke": ApiKeysRevokeError;
  "serviceTokens.create": ServiceTokensCreateError;
  "oauth.providers": OauthProvidersError;
  "oauth.start": OauthStartError;
  "oauth.link": OauthLinkError;
  "oauth.identities": OauthIdentitiesError;
  "oauth.unlink": OauthUnlinkError;
  "factors.list": FactorsListError;
  "factors.renewRecoveryCodes": FactorsRenewRecoveryCodesError;
  "totp.begin": TotpBeginError;
  "totp.confirm": TotpConfirmError;
  "totp.remove": TotpRemoveError;
  "passkeys.list": PasskeysListError;
  "passkeys.beginEnrolment": PasskeysBeginEnrolmentError;
  "passkeys.finishEnrolment": PasskeysFinishEnrolmentError;
  "passkeys.rename": PasskeysRenameError;
  "passkeys.remove": PasskeysRemoveError;
  "passkeys.beginSignIn": PasskeysBeginSignInError;
  "passkeys.signIn": PasskeysSignInError;
  "apps.approve": AppsApproveError;
  "apps.redeem": AppsRedeemError;
  "apps.revoke": AppsRevokeError;
  "profiles.get": ProfilesGetError;
  "profiles.follow": ProfilesFollowError;
  "profiles.unfollow": ProfilesUnfollowError;
  "articles.list": ArticlesListError;
  "articles.feed": ArticlesFeedError;
  "articles.get": ArticlesGetError;
  "articles.publish": ArticlesPublishError;
  "articles.update": ArticlesUpdateError;
  "articles.delete": ArticlesDeleteError;
  "articles.favorite": ArticlesFavoriteError;
  "articles.unfavorite": ArticlesUnfavoriteError;
  "articles.changes": ArticlesChangesError;
  "comments.list": CommentsListError;
  "comments.add": CommentsAddError;
  "comments.delete": CommentsDeleteError;
  "comments.added": CommentsAddedError;
  "feed.changes": FeedChangesError;
  "tags.list": TagsListError;
  "webhooks.create": WebhooksCreateError;
  "webhooks.list": WebhooksListError;
  "webhooks.get": WebhooksGetError;
  "webhooks.update": WebhooksUpdateError;
  "webhooks.delete": WebhooksDeleteError;
  "webhooks.rotateSecret": WebhooksRotateSecretError;
  "webhooks.test": WebhooksTestError;
  "webhooks.listAttempts": WebhooksListAttemptsError;
  "webhooks.replay": WebhooksReplayError;
  "admin.removeComment": AdminRemoveCommentError;
  "admin.listJobs": AdminListJobsError;
  "admin.retryJob": AdminRetryJobError;
  "admin.retryDeadJobs": AdminRetryDeadJobsError;
  "admin.cancelJob": AdminCancelJobError;
  "admin.listUsers": AdminListUsersError;
  "admin.suspendUser": AdminSuspendUserError;
  "admin.restoreUser": AdminRestoreUserError;
  "admin.resetAccess": AdminResetAccessError;
  "admin.changeRole": AdminChangeRoleError;
  "admin.removeArticle": AdminRemoveArticleError;
  "admin.listAudit": AdminListAuditError;
}

/** Details of errors, for procedures that declare them. */
export type ProcedureErrorDetails = Record<never, never>;

/**
 * Codes that every procedure may fail with.
 * `malformed` (400): The request could not be parsed.
 * `unauthorized` (401): Sign in to call this procedure.
 * `refused` (403): You may not call this procedure.
 * `out_of_scope` (403): This API key may not call this procedure.
 * `reauth_required` (403): Re-authenticate, then call again within ten minutes.
 * `no_such_procedure` (404): No such procedure or route.
 * `wrong_method` (405): This HTTP method is not allowed here.
 * `running` (409): A call with this Idempotency-Key is still in progress: try again shortly.
 * `key_reused` (422): This Idempotency-Key was used for a different call.
 * `condition_required` (428): Send the ETag of the current version as If-Match.
 * `too_large` (413): The request is too large.
 * `wrong_media_type` (415): Send the body as application/json.
 * `invalid` (422): The input does not match the contract.
 * `limited` (429): Too many calls: try again later.
 * `internal` (500): An internal error occurred.
 * `unavailable` (503): The service is temporarily unavailable: try again shortly.
 */
export type StandardErrorCode =
  | "malformed"
  | "unauthorized"
  | "refused"
  | "out_of_scope"
  | "reauth_required"
  | "no_such_procedure"
  | "wrong_method"
  | "running"
  | "key_reused"
  | "condition_required"
  | "too_large"
  | "wrong_media_type"
  | "invalid"
  | "limited"
  | "internal"
  | "unavailable";

/** Kind of each procedure; `public` marks reads that may be cached on the way, `keyed` mutations that take an idempotency key. */
export const routes: Routes = {
  accounts: {
    register: "mutation",
    login: "mutation",
    current: "query",
    update: "mutation",
    export: "query",
    delete: "keyed",
  },
  emails: {
    requestVerification: "keyed",
    verify: "mutation",
    change: "keyed",
    undo: "mutation",
    confirmChange: "mutation",
  },
  passwords: {
    requestReset: "mutation",
    reset: "mutation",
    change: "mutation",
  },
  sessions: {
    openApp: "mutation",
    refresh: "mutation",
    reauthenticate: "mutation",
    current: "query",
    list: "query",
    revoke: "keyed",
    logout: "keyed",
    logoutOthers: "keyed",
    logoutEverywhere: "keyed",
  },
  apiKeys: {
    create: "mutation",
    list: "query",
    revoke: "keyed",
  },
  serviceTokens: {
    create: "mutation",
  },
  oauth: {
    providers: "query",
    start: "mutation",
    link: "mutation",
    identities: "query",
    unlink: "keyed",
  },
  factors: {
    list: "query",
    renewRecoveryCodes: "mutation",
  },
  totp: {
    begin: "mutation",
    confirm: "mutation",
    remove: "keyed",
  },
  passkeys: {
    list: "query",
    beginEnrolment: "mutation",
    finishEnrolment: "mutation",
    rename: "keyed",
    remove: "keyed",
    beginSignIn: "mutation",
    signIn: "mutation",
  },
  apps: {
    approve: "mutation",
    redeem: "mutation",
    revoke: "mutation",
  },
  profiles: {
    get: "query",
    follow: "keyed",
    unfollow: "keyed",
  },
  articles: {
    list: "query",
    feed: "query",
    get: "query",
    publish: "keyed",
    update: "keyed",
    delete: "keyed",
    favorite: "keyed",
    unfavorite: "keyed",
    changes: "subscription",
  },
  comments: {
    list: "query",
    add: "keyed",
    delete: "keyed",
    added: "subscription",
  },
  feed: {
    changes: "subscription",
  },
  tags: {
    list: "public",
  },
  webhooks: {
    create: "mutation",
    list: "query",
    get: "query",
    update: "keyed",
    delete: "keyed",
    rotateSecret: "mutation",
    test: "keyed",
    listAttempts: "query",
    replay: "keyed",
  },
  admin: {
    removeComment: "keyed",
    listJobs: "query",
    retryJob: "keyed",
    retryDeadJobs: "keyed",
    cancelJob: "keyed",
    listUsers: "query",
    suspendUser: "keyed",
    restoreUser: "keyed",
    resetAccess: "keyed",
    changeRole: "keyed",
    removeArticle: "keyed",
    listAudit: "query",
  },
};
