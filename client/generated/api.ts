// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.

import type { CallOptions } from "../runtime/options.ts";
import type { Routes } from "../runtime/tree.ts";

/** A passkey in use: what `passkeys.beginSignIn` answered and, by `toJSON()`, what the browser made of it. */
export interface PasskeyAssertion {
  /** Of the answer that began it. Good once, for five minutes; for its caller alone. */
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

/** What the browser made, by `toJSON()`. */
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
  /** A user name, unique whatever its case. */
  username: string;
  bio: string | null;
  image: string | null;
}

/** What the service holds of an account, newest first. */
export interface AccountExport {
  account: {
    /** A user name, unique whatever its case. */
    username: string;
    email: string;
    emailVerifiedAt: string | null;
    bio: string | null;
    image: string | null;
    role: string;
    /** A moment in UTC, ISO 8601. */
    createdAt: string;
  };
  articles: {
    slug: string;
    title: string;
    description: string;
    body: string;
    tagList: string[];
    /** A moment in UTC, ISO 8601. */
    createdAt: string;
    /** A moment in UTC, ISO 8601. */
    updatedAt: string;
  }[];
  comments: {
    id: number;
    slug: string;
    body: string;
    /** A moment in UTC, ISO 8601. */
    createdAt: string;
  }[];
  favourites: {
    slug: string;
    /** A moment in UTC, ISO 8601. */
    createdAt: string;
  }[];
  following: {
    username: string;
    /** A moment in UTC, ISO 8601. */
    createdAt: string;
  }[];
  /** What is on record about the account. */
  record: {
    /** A moment in UTC, ISO 8601. */
    at: string;
    action: string;
    /** Where the owner's own calls came from; empty for what others did. */
    address: string;
  }[];
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}

/** What an app keeps of its session. */
export interface AppTokens {
  /** To be sent as a bearer. */
  accessToken: string;
  /** Good for one refresh. */
  refreshToken: string;
  /** How long the access token lives. */
  expiresInSeconds: number;
}

/** A device or app that is signed in. */
export interface Session {
  /** A session's id; not its token. */
  id: string;
  /** `app`: an app holds a refresh token and short-lived access tokens. */
  keptIn: "token" | "cookie" | "app";
  /** The app that was let in from the browser, as people are told it is called. */
  app: string | null;
  /** What the client called itself when it signed in. */
  userAgent: string | null;
  /** How its owner proved who they are: `pwd`, `otp`, `recovery`, `passkey`, `oauth`. */
  methods: string[];
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  lastUsedAt: string;
  /** When it ends unless it is used before. */
  expiresAt: string;
  /** Whether this call was made with it. */
  current: boolean;
}

/** A key that a program calls with. */
export interface ApiKey {
  /** A key's id; not its secret. */
  id: string;
  name: string;
  /** How the key begins, to tell it from others. */
  prefix: string;
  scopes: string[];
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  expiresAt: string;
  /** To the hour; null when it was never used. */
  lastUsedAt: string | null;
}

/** A provider's account that signs in to the viewer's. */
export interface Identity {
  id: number;
  /** A provider's name. */
  provider: string;
  /** The address the provider told when it was linked. */
  email: string | null;
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
}

/** A passkey that signs in to the viewer's account. */
export interface Passkey {
  /** A passkey's id; not its credential's. */
  id: string;
  /** For its owner to tell it from others. */
  name: string;
  /** Whether it was kept on more than one device when it was made. */
  isSynced: boolean;
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** Null when it was never used. */
  lastUsedAt: string | null;
}

/** For `PublicKeyCredential.parseCreationOptionsFromJSON()` and `navigator.credentials.create()`. */
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

/** For `PublicKeyCredential.parseRequestOptionsFromJSON()` and `navigator.credentials.get()`. */
export interface PasskeyRequestOptions {
  rpId: string;
  challenge: string;
  /** Milliseconds. */
  timeout: number;
  userVerification: "required";
}

/** An author as others see them. */
export interface Profile {
  /** A user name, unique whatever its case. */
  username: string;
  bio: string | null;
  image: string | null;
  /** Whether the viewer follows this author. */
  following: boolean;
}

/** Articles, newest first. */
export interface ArticlePage {
  articles: ArticleSummary[];
  /** How many match in all; where two or more filters are combined, at most 10,000. */
  articlesCount: number;
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}

/** An article without its body, as lists show it. */
export interface ArticleSummary {
  /** An article's name in URLs. */
  slug: string;
  title: string;
  description: string;
  /** Sorted, without repeats. */
  tagList: string[];
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  updatedAt: string;
  /** Whether the viewer made it a favourite. */
  favorited: boolean;
  favoritesCount: number;
  author: Profile;
}

/** An article. */
export interface Article {
  /** An article's name in URLs. */
  slug: string;
  title: string;
  description: string;
  /** Sorted, without repeats. */
  tagList: string[];
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  updatedAt: string;
  /** Whether the viewer made it a favourite. */
  favorited: boolean;
  favoritesCount: number;
  author: Profile;
  body: string;
}

/** What somebody said about an article. */
export interface Comment {
  /** A comment's number. */
  id: number;
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  updatedAt: string;
  body: string;
  author: Profile;
}

/** An account, as admins see it. */
export interface ManagedUser {
  /** A user name, unique whatever its case. */
  username: string;
  email: string;
  /** Each has the rights of those before it; everybody who signs up is a member. */
  role: "member" | "moderator" | "admin";
  isEmailVerified: boolean;
  /** Since when the account is suspended; null while it is not. */
  suspendedAt: string | null;
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
}

/** Something that was done about an account. */
export interface AuditRecord {
  /** A moment in UTC, ISO 8601. */
  at: string;
  /** What was done, as `account.suspended`. */
  action: string;
  /** Who did it; null for nobody known, or an account that is gone. */
  actor: string | null;
  /** Whose account it is about; null as for `actor`. */
  account: string | null;
  /** Where the call came from. */
  address: string;
  /** The call, as the log knows it. */
  requestId: string;
  details: Record<string, string | number | boolean | null>;
}

/** Input of `accounts.register`. */
export interface AccountsRegisterInput {
  /** A user name, unique whatever its case. */
  username: string;
  /** An e-mail address. */
  email: string;
  /** 8 to 128 characters, none of them required to be special. */
  password: string;
  /**
   * Where the session is kept. `token`: answered as `token`, to be sent as a bearer. `cookie`: set as an HttpOnly cookie, never shown.
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
 * `password_common` (422): This password is among those that are guessed first: choose another.
 */
export type AccountsRegisterError = "username_taken" | "email_taken" | "password_common";

/** Input of `accounts.login`. */
export interface AccountsLoginInput {
  email: string;
  password: string;
  /**
   * Where the session is kept. `token`: answered as `token`, to be sent as a bearer. `cookie`: set as an HttpOnly cookie, never shown.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
  /** Of the authenticator app, or a recovery code. */
  code?: string | undefined;
  passkey?: PasskeyAssertion | undefined;
}
/** Output of `accounts.login`. */
export type AccountsLoginOutput = User;
/**
 * Errors that `accounts.login` declares.
 * `credentials` (401): The e-mail address or the password is wrong.
 * `second_factor_required` (401): The password is right. Call again with it and a second factor: `errors.secondFactor` lists those that the account has, `totp` and `recovery` to be sent as `code`, `passkey` as `passkey`.
 * `second_factor_refused` (401): The second factor is wrong, or was used before.
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
  /** A user name, unique whatever its case. */
  username?: string | undefined;
  /** An e-mail address. */
  email?: string | undefined;
  /** 8 to 128 characters, none of them required to be special. */
  password?: string | undefined;
  bio?: string | null | undefined;
  /** Address of a picture. */
  image?: string | null | undefined;
}
/** Output of `accounts.update`. */
export type AccountsUpdateOutput = User;
/**
 * Errors that `accounts.update` declares.
 * `username_taken` (409): This username has already been taken.
 * `email_taken` (409): This email has already been taken.
 * `password_common` (422): This password is among those that are guessed first: choose another.
 * `no_mail` (503): This service sends no mail.
 */
export type AccountsUpdateError = "username_taken" | "email_taken" | "password_common" | "no_mail";

/** Input of `accounts.export`. */
export interface AccountsExportInput {
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `accounts.export`. */
export type AccountsExportOutput = AccountExport;
/** Errors that `accounts.export` declares. */
export type AccountsExportError = never;

/** Input of `accounts.delete`. */
export interface AccountsDeleteInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `accounts.delete`. */
export type AccountsDeleteOutput = null;
/**
 * Errors that `accounts.delete` declares.
 * `forbidden` (403): Nobody can delete another's account.
 * `last_admin` (409): Nobody else would be an admin.
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
  /** What the link carries behind `#token=`. */
  token: string;
  password?: string | undefined;
}
/** Output of `emails.verify`. */
export interface EmailsVerifyOutput {
  email: string;
  /** The session's new token, an app's new access token; null when a cookie holds it. */
  token: string | null;
  /** For `passwords.reset`, where the ways in were dropped; null where they were kept. */
  resetToken: string | null;
}
/**
 * Errors that `emails.verify` declares.
 * `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
 * `credentials` (401): The password is wrong.
 * `other_account` (409): You are signed in to another account than the link belongs to: sign out first.
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
  /** What the link of a notice carries behind `#undo=`. */
  token: string;
}
/** Output of `emails.undo`. */
export interface EmailsUndoOutput {
  email: string;
  /** For `passwords.reset`. */
  resetToken: string;
}
/**
 * Errors that `emails.undo` declares.
 * `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
 * `email_taken` (409): This email has already been taken.
 */
export type EmailsUndoError = "link_refused" | "email_taken";

/** Input of `emails.confirmChange`. */
export interface EmailsConfirmChangeInput {
  /** What the link carries behind `#token=`. */
  token: string;
}
/** Output of `emails.confirmChange`. */
export interface EmailsConfirmChangeOutput {
  email: string;
  /** The session's new token, an app's new access token; null when a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `emails.confirmChange` declares.
 * `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
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
  /** What the link carries behind `#token=`. */
  token: string;
  /** 8 to 128 characters, none of them required to be special. */
  password: string;
  /** Also takes away the passkeys, authenticator apps, linked identities, API keys and recovery codes that were added within the last seven days: for an owner who did not add them. */
  removeRecent?: boolean | undefined;
}
/** Output of `passwords.reset`. */
export type PasswordsResetOutput = null;
/**
 * Errors that `passwords.reset` declares.
 * `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
 * `password_common` (422): This password is among those that are guessed first: choose another.
 */
export type PasswordsResetError = "link_refused" | "password_common";

/** Input of `passwords.change`. */
export interface PasswordsChangeInput {
  /** 8 to 128 characters, none of them required to be special. */
  password: string;
  currentPassword?: string | undefined;
}
/** Output of `passwords.change`. */
export interface PasswordsChangeOutput {
  /** The session's new token, an app's new access token; null when a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `passwords.change` declares.
 * `password_common` (422): This password is among those that are guessed first: choose another.
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
  /** The app that was let in from the browser; refused when it was another. */
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
  /** Of the authenticator app, or a recovery code. */
  code?: string | undefined;
  passkey?: PasskeyAssertion | undefined;
}
/** Output of `sessions.reauthenticate`. */
export interface SessionsReauthenticateOutput {
  /** The session's new token, an app's new access token; null when a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `sessions.reauthenticate` declares.
 * `credentials` (401): The password is wrong.
 * `second_factor_required` (401): The password is right. Call again with it and a second factor: `errors.secondFactor` lists those that the account has, `totp` and `recovery` to be sent as `code`, `passkey` as `passkey`.
 * `second_factor_refused` (401): The second factor is wrong, or was used before.
 */
export type SessionsReauthenticateError = "credentials" | "second_factor_required" | "second_factor_refused";

/** Input of `sessions.current`. */
export type SessionsCurrentInput = Record<string, never>;
/** Output of `sessions.current`. */
export interface SessionsCurrentOutput {
  session: Session;
  /** Whether it opens what asks for a fresh session. */
  isFresh: boolean;
}
/**
 * Errors that `sessions.current` declares.
 * `not_found` (404): It ended just now.
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
  /** A session's id; not its token. */
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
   * How long it lives.
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
 * `too_many` (409): An account has at most 20 API keys: revoke one that is not needed.
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
  /** A key's id; not its secret. */
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
  /** The service that the token is for, by the name or address it goes by. */
  audience: string;
}
/** Output of `serviceTokens.create`. */
export interface ServiceTokensCreateOutput {
  /** The JWT. */
  token: string;
  /** How long it is good for. */
  expiresInSeconds: number;
}
/**
 * Errors that `serviceTokens.create` declares.
 * `no_signing_key` (404): This service makes no tokens for other services.
 */
export type ServiceTokensCreateError = "no_signing_key";

/** Input of `oauth.providers`. */
export type OauthProvidersInput = Record<string, never>;
/** Output of `oauth.providers`. */
export interface OauthProvidersOutput {
  providers: {
    /** A provider's name. */
    name: string;
    /** For a button. */
    label: string;
  }[];
}
/** Errors that `oauth.providers` declares. */
export type OauthProvidersError = never;

/** Input of `oauth.start`. */
export interface OauthStartInput {
  /** A provider's name. */
  provider: string;
  /** Where the browser goes afterwards: a path of this service, or an address of one of its apps. */
  returnTo?: string | undefined;
}
/** Output of `oauth.start`. */
export interface OauthStartOutput {
  /** Where to send the browser, within ten minutes. It is for this browser alone. */
  url: string;
}
/**
 * Errors that `oauth.start` declares.
 * `no_provider` (404): There is no sign-in by this provider.
 * `provider_unavailable` (503): The provider does not answer: try again shortly.
 */
export type OauthStartError = "no_provider" | "provider_unavailable";

/** Input of `oauth.link`. */
export interface OauthLinkInput {
  /** A provider's name. */
  provider: string;
  /** Where the browser goes afterwards: a path of this service, or an address of one of its apps. */
  returnTo?: string | undefined;
}
/** Output of `oauth.link`. */
export interface OauthLinkOutput {
  /** Where to send the browser, within ten minutes. It is for this browser alone. */
  url: string;
}
/**
 * Errors that `oauth.link` declares.
 * `no_provider` (404): There is no sign-in by this provider.
 * `provider_unavailable` (503): The provider does not answer: try again shortly.
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
 * `not_found` (404): No such account is linked to yours.
 * `last_way_in` (409): Without it nothing would sign you in any more: set a password first.
 */
export type OauthUnlinkError = "not_found" | "last_way_in";

/** Input of `factors.list`. */
export type FactorsListInput = Record<string, never>;
/** Output of `factors.list`. */
export interface FactorsListOutput {
  /** Whether codes of an authenticator app are asked for. */
  totp: boolean;
  /** How many passkeys there are. */
  passkeys: number;
  /** How many recovery codes are left. */
  recoveryCodes: number;
}
/** Errors that `factors.list` declares. */
export type FactorsListError = never;

/** Input of `factors.renewRecoveryCodes`. */
export type FactorsRenewRecoveryCodesInput = Record<string, never>;
/** Output of `factors.renewRecoveryCodes`. */
export interface FactorsRenewRecoveryCodesOutput {
  /** Each is good once in place of a second factor. Shown here and never again; none when the account has some already. */
  recoveryCodes: string[];
}
/**
 * Errors that `factors.renewRecoveryCodes` declares.
 * `no_factor` (409): Recovery codes stand in for a second factor: add one first.
 */
export type FactorsRenewRecoveryCodesError = "no_factor";

/** Input of `totp.begin`. */
export type TotpBeginInput = Record<string, never>;
/** Output of `totp.begin`. */
export interface TotpBeginOutput {
  /** In base32, to be typed. */
  secret: string;
  /** The same for a QR code. */
  uri: string;
}
/**
 * Errors that `totp.begin` declares.
 * `already_on` (409): This account has an authenticator app: remove it first.
 * `no_encryption_key` (503): Authenticator apps cannot be added here: whoever runs the service has set no ENCRYPTION_KEYS.
 */
export type TotpBeginError = "already_on" | "no_encryption_key";

/** Input of `totp.confirm`. */
export interface TotpConfirmInput {
  /** What the app shows. */
  code: string;
}
/** Output of `totp.confirm`. */
export interface TotpConfirmOutput {
  /** Each is good once in place of a second factor. Shown here and never again; none when the account has some already. */
  recoveryCodes: string[];
  /** The session's new token, an app's new access token; null when a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `totp.confirm` declares.
 * `not_begun` (409): There is no authenticator app to confirm: begin first.
 * `wrong_code` (422): The code is not the app's: is the device's clock right?
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
  /** Of the answer that began it. Good once, for five minutes; for its caller alone. */
  ceremony: string;
  options: PasskeyCreationOptions;
}
/**
 * Errors that `passkeys.beginEnrolment` declares.
 * `too_many` (409): An account has at most 20 passkeys: remove one that is not needed.
 */
export type PasskeysBeginEnrolmentError = "too_many";

/** Input of `passkeys.finishEnrolment`. */
export interface PasskeysFinishEnrolmentInput {
  /** Of the answer that began it. Good once, for five minutes; for its caller alone. */
  ceremony: string;
  credential: PasskeyRegistration;
  /**
   * For its owner to tell it from others.
   * @default "Passkey"
   */
  name?: string | undefined;
}
/** Output of `passkeys.finishEnrolment`. */
export interface PasskeysFinishEnrolmentOutput {
  passkey: Passkey;
  /** Each is good once in place of a second factor. Shown here and never again; none when the account has some already. */
  recoveryCodes: string[];
  /** The session's new token, an app's new access token; null when a cookie holds it. */
  token: string | null;
}
/**
 * Errors that `passkeys.finishEnrolment` declares.
 * `passkey_refused` (422): The passkey is not what was asked for, or came too late: begin again.
 * `passkey_taken` (409): This passkey signs in to an account already.
 * `too_many` (409): An account has at most 20 passkeys: remove one that is not needed.
 */
export type PasskeysFinishEnrolmentError = "passkey_refused" | "passkey_taken" | "too_many";

/** Input of `passkeys.rename`. */
export interface PasskeysRenameInput {
  /** A passkey's id; not its credential's. */
  id: string;
  /** For its owner to tell it from others. */
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
  /** A passkey's id; not its credential's. */
  id: string;
}
/** Output of `passkeys.remove`. */
export type PasskeysRemoveOutput = null;
/**
 * Errors that `passkeys.remove` declares.
 * `not_found` (404): You have no such passkey.
 * `last_way_in` (409): Without it nothing would sign you in any more: set a password first.
 */
export type PasskeysRemoveError = "not_found" | "last_way_in";

/** Input of `passkeys.beginSignIn`. */
export type PasskeysBeginSignInInput = Record<string, never>;
/** Output of `passkeys.beginSignIn`. */
export interface PasskeysBeginSignInOutput {
  /** Of the answer that began it. Good once, for five minutes; for its caller alone. */
  ceremony: string;
  options: PasskeyRequestOptions;
}
/** Errors that `passkeys.beginSignIn` declares. */
export type PasskeysBeginSignInError = never;

/** Input of `passkeys.signIn`. */
export interface PasskeysSignInInput {
  /** Of the answer that began it. Good once, for five minutes; for its caller alone. */
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
   * Where the session is kept. `token`: answered as `token`, to be sent as a bearer. `cookie`: set as an HttpOnly cookie, never shown.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
}
/** Output of `passkeys.signIn`. */
export type PasskeysSignInOutput = User;
/**
 * Errors that `passkeys.signIn` declares.
 * `passkey_refused` (401): This passkey does not sign in: begin again.
 */
export type PasskeysSignInError = "passkey_refused";

/** Input of `apps.approve`. */
export interface AppsApproveInput {
  /** The app, by the id it is registered under. */
  clientId: string;
  /** Where the browser goes back to the app. */
  redirectUri: string;
  /** Comes back to the app as it was. */
  state?: string | undefined;
  /** SHA-256 of the app's verifier, in base64url (RFC 7636, S256). */
  codeChallenge: string;
}
/** Output of `apps.approve`. */
export interface AppsApproveOutput {
  /** Where to send the browser. */
  url: string;
}
/**
 * Errors that `apps.approve` declares.
 * `unknown_app` (401): No app is registered under this id.
 * `redirect_uri_mismatch` (400): The app has not registered this redirect URI.
 * `not_a_browser` (403): Only a person in a browser can let an app sign in.
 */
export type AppsApproveError = "unknown_app" | "redirect_uri_mismatch" | "not_a_browser";

/** Input of `apps.redeem`. */
export interface AppsRedeemInput {
  /** The app, by the id it is registered under. */
  clientId: string;
  /** Where the browser goes back to the app. */
  redirectUri: string;
  /** What came with the redirect. */
  code: string;
  /** What the challenge was made of. */
  codeVerifier: string;
}
/** Output of `apps.redeem`. */
export type AppsRedeemOutput = AppTokens;
/**
 * Errors that `apps.redeem` declares.
 * `unknown_app` (401): No app is registered under this id.
 * `invalid_grant` (400): The code is used, over, or for another app: start again.
 */
export type AppsRedeemError = "unknown_app" | "invalid_grant";

/** Input of `apps.revoke`. */
export interface AppsRevokeInput {
  /** The app, by the id it is registered under. */
  clientId: string;
  /** An access or refresh token. */
  token: string;
}
/** Output of `apps.revoke`. */
export type AppsRevokeOutput = null;
/**
 * Errors that `apps.revoke` declares.
 * `unknown_app` (401): No app is registered under this id.
 */
export type AppsRevokeError = "unknown_app";

/** Input of `profiles.get`. */
export interface ProfilesGetInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `profiles.get`. */
export type ProfilesGetOutput = Profile;
/**
 * Errors that `profiles.get` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type ProfilesGetError = "not_found";

/** Input of `profiles.follow`. */
export interface ProfilesFollowInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `profiles.follow`. */
export type ProfilesFollowOutput = Profile;
/**
 * Errors that `profiles.follow` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type ProfilesFollowError = "not_found";

/** Input of `profiles.unfollow`. */
export interface ProfilesUnfollowInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `profiles.unfollow`. */
export type ProfilesUnfollowOutput = Profile;
/**
 * Errors that `profiles.unfollow` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type ProfilesUnfollowError = "not_found";

/** Input of `articles.list`. */
export interface ArticlesListInput {
  /** Only with this tag. */
  tag?: string | undefined;
  /** Only by this author. */
  author?: string | undefined;
  /** Only favourites of this user. */
  favorited?: string | undefined;
  /**
   * How many to answer at most; a page holds 100, whatever is asked beyond.
   * @default 20
   */
  limit?: number | undefined;
  /**
   * How many to skip, at most 10,000; use `cursor` to go deeper.
   * @default 0
   */
  offset?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `articles.list`. */
export type ArticlesListOutput = ArticlePage;
/** Errors that `articles.list` declares. */
export type ArticlesListError = never;

/** Input of `articles.feed`. */
export interface ArticlesFeedInput {
  /**
   * How many to answer at most; a page holds 100, whatever is asked beyond.
   * @default 20
   */
  limit?: number | undefined;
  /**
   * How many to skip, at most 10,000; use `cursor` to go deeper.
   * @default 0
   */
  offset?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `articles.feed`. */
export type ArticlesFeedOutput = ArticlePage;
/** Errors that `articles.feed` declares. */
export type ArticlesFeedError = never;

/** Input of `articles.get`. */
export interface ArticlesGetInput {
  /** An article's name in URLs. */
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
  /** An article's name in URLs. */
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
 * `forbidden` (403): This article belongs to somebody else.
 */
export type ArticlesUpdateError = "not_found" | "forbidden";

/** Input of `articles.delete`. */
export interface ArticlesDeleteInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.delete`. */
export type ArticlesDeleteOutput = null;
/**
 * Errors that `articles.delete` declares.
 * `not_found` (404): No article has this slug.
 * `forbidden` (403): This article belongs to somebody else.
 */
export type ArticlesDeleteError = "not_found" | "forbidden";

/** Input of `articles.favourite`. */
export interface ArticlesFavouriteInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.favourite`. */
export type ArticlesFavouriteOutput = Article;
/**
 * Errors that `articles.favourite` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesFavouriteError = "not_found";

/** Input of `articles.unfavourite`. */
export interface ArticlesUnfavouriteInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.unfavourite`. */
export type ArticlesUnfavouriteOutput = Article;
/**
 * Errors that `articles.unfavourite` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesUnfavouriteError = "not_found";

/** Input of `comments.list`. */
export interface CommentsListInput {
  /** An article's name in URLs. */
  slug: string;
  /**
   * How many to answer at most.
   * @default 100
   */
  limit?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `comments.list`. */
export interface CommentsListOutput {
  comments: Comment[];
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}
/**
 * Errors that `comments.list` declares.
 * `not_found` (404): No article has this slug.
 */
export type CommentsListError = "not_found";

/** Input of `comments.add`. */
export interface CommentsAddInput {
  /** An article's name in URLs. */
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
  /** An article's name in URLs. */
  slug: string;
  /** A comment's number. */
  id: number;
}
/** Output of `comments.delete`. */
export type CommentsDeleteOutput = null;
/**
 * Errors that `comments.delete` declares.
 * `article_not_found` (404): No article has this slug.
 * `not_found` (404): This article has no such comment.
 * `forbidden` (403): This comment belongs to somebody else.
 */
export type CommentsDeleteError = "article_not_found" | "not_found" | "forbidden";

/** Input of `tags.list`. */
export type TagsListInput = Record<string, never>;
/** Output of `tags.list`. */
export interface TagsListOutput {
  tags: string[];
}
/** Errors that `tags.list` declares. */
export type TagsListError = never;

/** Input of `admin.removeComment`. */
export interface AdminRemoveCommentInput {
  /** An article's name in URLs. */
  slug: string;
  /** A comment's number. */
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

/** Input of `admin.listUsers`. */
export interface AdminListUsersInput {
  /** Only those whose user name or e-mail address begins so, whatever its case. */
  search?: string | undefined;
  /** Each has the rights of those before it; everybody who signs up is a member. */
  role?: "member" | "moderator" | "admin" | undefined;
  state?: "active" | "suspended" | undefined;
  /**
   * How many to answer at most.
   * @default 100
   */
  limit?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `admin.listUsers`. */
export interface AdminListUsersOutput {
  users: ManagedUser[];
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}
/** Errors that `admin.listUsers` declares. */
export type AdminListUsersError = never;

/** Input of `admin.suspendUser`. */
export interface AdminSuspendUserInput {
  /** A user name, unique whatever its case. */
  username: string;
  /** Kept in the audit log. */
  reason?: string | undefined;
}
/** Output of `admin.suspendUser`. */
export type AdminSuspendUserOutput = ManagedUser;
/**
 * Errors that `admin.suspendUser` declares.
 * `not_found` (404): Nobody has this user name.
 * `own_account` (403): You cannot suspend your own account.
 */
export type AdminSuspendUserError = "not_found" | "own_account";

/** Input of `admin.restoreUser`. */
export interface AdminRestoreUserInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `admin.restoreUser`. */
export type AdminRestoreUserOutput = ManagedUser;
/**
 * Errors that `admin.restoreUser` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type AdminRestoreUserError = "not_found";

/** Input of `admin.resetAccess`. */
export interface AdminResetAccessInput {
  /** A user name, unique whatever its case. */
  username: string;
  /**
   * `everything`: password, passkeys, authenticator app, identities and API keys.
   * @default "second_factors"
   */
  remove?: "second_factors" | "everything" | undefined;
  /** Kept in the audit log. */
  reason: string;
}
/** Output of `admin.resetAccess`. */
export type AdminResetAccessOutput = ManagedUser;
/**
 * Errors that `admin.resetAccess` declares.
 * `not_found` (404): Nobody has this user name.
 * `own_account` (403): You cannot reset your own account.
 */
export type AdminResetAccessError = "not_found" | "own_account";

/** Input of `admin.changeRole`. */
export interface AdminChangeRoleInput {
  /** A user name, unique whatever its case. */
  username: string;
  /** Each has the rights of those before it; everybody who signs up is a member. */
  role: "member" | "moderator" | "admin";
}
/** Output of `admin.changeRole`. */
export type AdminChangeRoleOutput = ManagedUser;
/**
 * Errors that `admin.changeRole` declares.
 * `not_found` (404): Nobody has this user name.
 * `last_admin` (409): Nobody else would be an admin.
 */
export type AdminChangeRoleError = "not_found" | "last_admin";

/** Input of `admin.removeArticle`. */
export interface AdminRemoveArticleInput {
  /** An article's name in URLs. */
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
  /** Only what this user did, or what was done about them. */
  username?: string | undefined;
  action?: string | undefined;
  /**
   * How many to answer at most.
   * @default 100
   */
  limit?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `admin.listAudit`. */
export interface AdminListAuditOutput {
  entries: AuditRecord[];
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}
/** Errors that `admin.listAudit` declares. */
export type AdminListAuditError = never;

/** Procedures of `accounts`. */
export interface AccountsClient {
  /**
   * Sign up.
   * Creates an account and its first session, and sends a mail by which the address is verified.
   * @throws `username_taken` (409): This username has already been taken.
   * @throws `email_taken` (409): This email has already been taken.
   * @throws `password_common` (422): This password is among those that are guessed first: choose another.
   */
  register(input: AccountsRegisterInput, options?: CallOptions): Promise<User>;
  /**
   * Sign in.
   * Starts a session. An unknown address and a wrong password are answered alike. An account with a second factor asks for it once the password is right: call again with `code` or `passkey`.
   * @throws `credentials` (401): The e-mail address or the password is wrong.
   * @throws `second_factor_required` (401): The password is right. Call again with it and a second factor: `errors.secondFactor` lists those that the account has, `totp` and `recovery` to be sent as `code`, `passkey` as `passkey`.
   * @throws `second_factor_refused` (401): The second factor is wrong, or was used before.
   */
  login(input: AccountsLoginInput, options?: CallOptions): Promise<User>;
  /**
   * The viewer's own account.
   * For signed-in callers.
   */
  current(input?: AccountsCurrentInput, options?: CallOptions): Promise<User>;
  /**
   * Change the viewer's own account.
   * Fields left out stay. An empty `bio` or `image` becomes null. A new password or address needs a session whose owner proved who they are within the last ten minutes, else 403 `reauth_required`. A new password ends all other sessions; a session kept in a cookie gets a new one. A new address counts as unverified; where the old one is verified, it stays until the new one is, by a mail to it.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `username_taken` (409): This username has already been taken.
   * @throws `email_taken` (409): This email has already been taken.
   * @throws `password_common` (422): This password is among those that are guessed first: choose another.
   * @throws `no_mail` (503): This service sends no mail.
   */
  update(input?: AccountsUpdateInput, options?: CallOptions): Promise<User>;
  /**
   * Everything the service holds of the viewer's account.
   * In pages of up to 20 articles and 200 entries of each other list. Sessions, API keys and linked identities are listed by their own calls; secrets are kept as hashes only and are not in it.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   */
  export(input?: AccountsExportInput, options?: CallOptions): Promise<AccountExport>;
  /**
   * Delete the viewer's account.
   * With its articles, what others added to them, and everything else that is its own, at once and for good. The user name is asked for against mistakes: it must be the viewer's own. A cookie is cleared.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `forbidden` (403): Nobody can delete another's account.
   * @throws `last_admin` (409): Nobody else would be an admin.
   */
  delete(input: AccountsDeleteInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `emails`. */
export interface EmailsClient {
  /**
   * Ask for a link to verify one's address.
   * Sent to the account's address, at most three times an hour, and not where the address is verified already. A link is good once, for a day, and until the next one.
   * For signed-in callers.
   * @throws `no_mail` (503): This service sends no mail.
   */
  requestVerification(input?: EmailsRequestVerificationInput, options?: CallOptions): Promise<null>;
  /**
   * Verify an address by the link of a mail.
   * With the account's own session or its password, the account stays as it is; the session gets a new token. With neither, whoever signed up may be somebody else: its password, sessions, API keys, linked identities and second factors are dropped, and `resetToken` lets the address's owner set a password at once.
   * @throws `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
   * @throws `credentials` (401): The password is wrong.
   * @throws `other_account` (409): You are signed in to another account than the link belongs to: sign out first.
   */
  verify(input: EmailsVerifyInput, options?: CallOptions): Promise<EmailsVerifyOutput>;
  /**
   * Ask to use another address.
   * A link is sent to the new address, and a notice to the old one, which stays until the link is used. A link is good once, for a day, and until the next one.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `no_mail` (503): This service sends no mail.
   * @throws `email_taken` (409): This email has already been taken.
   */
  change(input: EmailsChangeInput, options?: CallOptions): Promise<null>;
  /**
   * Undo what was added to an account, by the link of a notice.
   * For a reader of a notice who did not do what it tells of, within seven days of it. Ends all sessions, takes away the password and every way in that was added within the last seven days, puts an address back that was replaced within them, and lets the reader set a password by `resetToken`. What is older stays, second factors included.
   * @throws `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
   * @throws `email_taken` (409): This email has already been taken.
   */
  undo(input: EmailsUndoInput, options?: CallOptions): Promise<EmailsUndoOutput>;
  /**
   * Begin to use another address by the link of a mail.
   * The address counts as verified. In a session of the account, the session gets a new token.
   * @throws `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
   * @throws `email_taken` (409): This email has already been taken.
   */
  confirmChange(input: EmailsConfirmChangeInput, options?: CallOptions): Promise<EmailsConfirmChangeOutput>;
}

/** Procedures of `passwords`. */
export interface PasswordsClient {
  /**
   * Ask for a link to set a new password.
   * Answered alike whether or not an account has the address. An account gets at most three such mails an hour; a link is good once, for an hour, and until the next one.
   * @throws `no_mail` (503): This service sends no mail.
   */
  requestReset(input: PasswordsRequestResetInput, options?: CallOptions): Promise<null>;
  /**
   * Set a new password by the link of a mail.
   * Ends all sessions of the account, apps' included; API keys stay, unless the address had not been verified before. Signing in afterwards asks for second factors as ever; `removeRecent` takes away what was added lately.
   * @throws `link_refused` (410): This link was used before, is too old, or was replaced by a newer one: ask for another.
   * @throws `password_common` (422): This password is among those that are guessed first: choose another.
   */
  reset(input: PasswordsResetInput, options?: CallOptions): Promise<null>;
  /**
   * Change the viewer's password.
   * With the current password, or in a session whose owner proved who they are within the last ten minutes, else 403 `reauth_required`. Ends all other sessions; this one gets a new token.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `password_common` (422): This password is among those that are guessed first: choose another.
   * @throws `credentials` (401): The current password is wrong.
   */
  change(input: PasswordsChangeInput, options?: CallOptions): Promise<PasswordsChangeOutput>;
}

/** Procedures of `sessions`. */
export interface SessionsClient {
  /**
   * Turn a session into an app's.
   * For apps that keep secrets: signed in by whatever way, they take a short-lived access token and a refresh token for the session's own token, which opens nothing from then on.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_a_token` (409): Sign in with `session: token` first.
   */
  openApp(input?: SessionsOpenAppInput, options?: CallOptions): Promise<AppTokens>;
  /**
   * Take new tokens for a refresh token.
   * Each refresh token is good once; a copy that is used ends the session. Sent again at once, or by the same client when the answer was lost, it brings the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.
   * @throws `refresh_refused` (401): Sign in again.
   */
  refresh(input: SessionsRefreshInput, options?: CallOptions): Promise<AppTokens>;
  /**
   * Prove once more who one is.
   * Opens what asks for a fresh session for ten minutes. The session gets a new token, and the old one opens nothing any more. By the password, with a second factor where the account has one; by a passkey alone; or, where there is no password, by a code alone.
   * For signed-in callers.
   * @throws `credentials` (401): The password is wrong.
   * @throws `second_factor_required` (401): The password is right. Call again with it and a second factor: `errors.secondFactor` lists those that the account has, `totp` and `recovery` to be sent as `code`, `passkey` as `passkey`.
   * @throws `second_factor_refused` (401): The second factor is wrong, or was used before.
   */
  reauthenticate(input?: SessionsReauthenticateInput, options?: CallOptions): Promise<SessionsReauthenticateOutput>;
  /**
   * The session this call is made with.
   * For signed-in callers.
   * @throws `not_found` (404): It ended just now.
   */
  current(input?: SessionsCurrentInput, options?: CallOptions): Promise<SessionsCurrentOutput>;
  /**
   * The viewer's sessions.
   * Newest first, at most a hundred.
   * For signed-in callers.
   */
  list(input?: SessionsListInput, options?: CallOptions): Promise<SessionsListOutput>;
  /**
   * End one of the viewer's sessions.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such session.
   */
  revoke(input: SessionsRevokeInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out.
   * Ends the session this call is made with.
   * For signed-in callers.
   */
  logout(input?: SessionsLogoutInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out on every other device.
   * Ends all of the viewer's sessions but this one.
   * For signed-in callers.
   */
  logoutOthers(input?: SessionsLogoutOthersInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out on every device.
   * Ends all of the viewer's sessions, this one included. API keys stay.
   * For signed-in callers.
   */
  logoutEverywhere(input?: SessionsLogoutEverywhereInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `apiKeys`. */
export interface ApiKeysClient {
  /**
   * Create an API key.
   * The key is in this answer and never shown again. It is sent as a bearer, and calls what its scopes name. An account has at most 20.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `too_many` (409): An account has at most 20 API keys: revoke one that is not needed.
   */
  create(input: ApiKeysCreateInput, options?: CallOptions): Promise<ApiKeysCreateOutput>;
  /**
   * The viewer's API keys.
   * Newest first, without those that have expired.
   * For signed-in callers.
   */
  list(input?: ApiKeysListInput, options?: CallOptions): Promise<ApiKeysListOutput>;
  /**
   * Revoke one of the viewer's API keys.
   * It opens nothing from then on.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such API key.
   */
  revoke(input: ApiKeysRevokeInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `serviceTokens`. */
export interface ServiceTokensClient {
  /**
   * Take a token for another service.
   * Trades a session, an app's access token or an API key for a JWT (RFC 9068) that one other service trusts for five minutes. It opens nothing here. The keys it is verified with are at `/.well-known/jwks.json`.
   * For signed-in callers.
   * API keys need the scope `tokens:create`.
   * @throws `no_signing_key` (404): This service makes no tokens for other services.
   */
  create(input: ServiceTokensCreateInput, options?: CallOptions): Promise<ServiceTokensCreateOutput>;
}

/** Procedures of `oauth`. */
export interface OauthClient {
  /** The providers one can sign in by. */
  providers(input?: OauthProvidersInput, options?: CallOptions): Promise<OauthProvidersOutput>;
  /**
   * Begin to sign in by a provider.
   * Answers where to send the browser, and sets a cookie without which nobody can finish. The browser comes back signed in, or with `oauth_error` in the address's query.
   * @throws `no_provider` (404): There is no sign-in by this provider.
   * @throws `provider_unavailable` (503): The provider does not answer: try again shortly.
   */
  start(input: OauthStartInput, options?: CallOptions): Promise<OauthStartOutput>;
  /**
   * Begin to link a provider's account to the viewer's.
   * As `oauth.start`, yet the browser comes back with one more way to sign in.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `no_provider` (404): There is no sign-in by this provider.
   * @throws `provider_unavailable` (503): The provider does not answer: try again shortly.
   */
  link(input: OauthLinkInput, options?: CallOptions): Promise<OauthLinkOutput>;
  /**
   * Providers' accounts that sign in to the viewer's.
   * For signed-in callers.
   */
  identities(input?: OauthIdentitiesInput, options?: CallOptions): Promise<OauthIdentitiesOutput>;
  /**
   * Unlink a provider's account.
   * Refused for the last way to sign in: set a password first.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): No such account is linked to yours.
   * @throws `last_way_in` (409): Without it nothing would sign you in any more: set a password first.
   */
  unlink(input: OauthUnlinkInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `factors`. */
export interface FactorsClient {
  /**
   * The viewer's second factors.
   * With any of them on, a password alone neither signs in nor makes a session fresh.
   * For signed-in callers.
   */
  list(input?: FactorsListInput, options?: CallOptions): Promise<FactorsListOutput>;
  /**
   * Take new recovery codes.
   * Ten new ones; the old ones open nothing any more.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `no_factor` (409): Recovery codes stand in for a second factor: add one first.
   */
  renewRecoveryCodes(input?: FactorsRenewRecoveryCodesInput, options?: CallOptions): Promise<FactorsRenewRecoveryCodesOutput>;
}

/** Procedures of `totp`. */
export interface TotpClient {
  /**
   * Begin to add an authenticator app.
   * Answers a new secret, once; show `uri` as a QR code. Nothing is asked for until a code has been confirmed, and beginning again takes the place of what was begun.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `already_on` (409): This account has an authenticator app: remove it first.
   * @throws `no_encryption_key` (503): Authenticator apps cannot be added here: whoever runs the service has set no ENCRYPTION_KEYS.
   */
  begin(input?: TotpBeginInput, options?: CallOptions): Promise<TotpBeginOutput>;
  /**
   * Confirm an authenticator app by its first code.
   * From now on sign-in asks for a code. The first second factor of an account comes with ten recovery codes. The session gets a new token, and the old one opens nothing any more.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_begun` (409): There is no authenticator app to confirm: begin first.
   * @throws `wrong_code` (422): The code is not the app's: is the device's clock right?
   */
  confirm(input: TotpConfirmInput, options?: CallOptions): Promise<TotpConfirmOutput>;
  /**
   * Remove the authenticator app.
   * Recovery codes go with an account's last second factor.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_on` (404): This account has no authenticator app.
   */
  remove(input?: TotpRemoveInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `passkeys`. */
export interface PasskeysClient {
  /**
   * The viewer's passkeys.
   * For signed-in callers.
   */
  list(input?: PasskeysListInput, options?: CallOptions): Promise<PasskeysListOutput>;
  /**
   * Begin to add a passkey.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `too_many` (409): An account has at most 20 passkeys: remove one that is not needed.
   */
  beginEnrolment(input?: PasskeysBeginEnrolmentInput, options?: CallOptions): Promise<PasskeysBeginEnrolmentOutput>;
  /**
   * Add the passkey that a browser made.
   * In the session that began. From now on a password alone does not sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token, and the old one opens nothing any more.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `passkey_refused` (422): The passkey is not what was asked for, or came too late: begin again.
   * @throws `passkey_taken` (409): This passkey signs in to an account already.
   * @throws `too_many` (409): An account has at most 20 passkeys: remove one that is not needed.
   */
  finishEnrolment(input: PasskeysFinishEnrolmentInput, options?: CallOptions): Promise<PasskeysFinishEnrolmentOutput>;
  /**
   * Rename one of the viewer's passkeys.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such passkey.
   */
  rename(input: PasskeysRenameInput, options?: CallOptions): Promise<Passkey>;
  /**
   * Remove one of the viewer's passkeys.
   * Refused for the last way to sign in. Recovery codes go with an account's last second factor.
   * For signed-in callers.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): You have no such passkey.
   * @throws `last_way_in` (409): Without it nothing would sign you in any more: set a password first.
   */
  remove(input: PasskeysRemoveInput, options?: CallOptions): Promise<null>;
  /**
   * Begin to use a passkey.
   * For `passkeys.signIn`, for `passkey` of `accounts.login`, and for `sessions.reauthenticate`. Says nothing of any account.
   */
  beginSignIn(input?: PasskeysBeginSignInInput, options?: CallOptions): Promise<PasskeysBeginSignInOutput>;
  /**
   * Sign in by a passkey alone.
   * The passkey stands for its owner and for a second factor in one.
   * @throws `passkey_refused` (401): This passkey does not sign in: begin again.
   */
  signIn(input: PasskeysSignInInput, options?: CallOptions): Promise<User>;
}

/** Procedures of `apps`. */
export interface AppsClient {
  /**
   * Let an app sign in as the viewer.
   * What the page at `/oauth/authorize` does when its button is pressed. Answers where the browser goes: the app's redirect URI with a code that is good once, for 60 seconds.
   * For signed-in callers.
   * @throws `unknown_app` (401): No app is registered under this id.
   * @throws `redirect_uri_mismatch` (400): The app has not registered this redirect URI.
   * @throws `not_a_browser` (403): Only a person in a browser can let an app sign in.
   */
  approve(input: AppsApproveInput, options?: CallOptions): Promise<AppsApproveOutput>;
  /**
   * Take an app's first tokens for a code.
   * The same as `POST /oauth/token` with `grant_type=authorization_code`. A code is good for one attempt, right or wrong; a right one after that ends the session it gave.
   * @throws `unknown_app` (401): No app is registered under this id.
   * @throws `invalid_grant` (400): The code is used, over, or for another app: start again.
   */
  redeem(input: AppsRedeemInput, options?: CallOptions): Promise<AppTokens>;
  /**
   * Sign an app out by one of its tokens.
   * The same as `POST /oauth/revoke` (RFC 7009). Ends the session that an access or refresh token belongs to; a token that belongs to none is answered alike.
   * @throws `unknown_app` (401): No app is registered under this id.
   */
  revoke(input: AppsRevokeInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `profiles`. */
export interface ProfilesClient {
  /**
   * One author.
   * @throws `not_found` (404): Nobody has this user name.
   */
  get(input: ProfilesGetInput, options?: CallOptions): Promise<Profile>;
  /**
   * Follow an author.
   * Their articles join the viewer's feed. Following twice is the same as once.
   * For signed-in callers.
   * API keys need the scope `profiles:write`.
   * @throws `not_found` (404): Nobody has this user name.
   */
  follow(input: ProfilesFollowInput, options?: CallOptions): Promise<Profile>;
  /**
   * Stop following an author.
   * For signed-in callers.
   * API keys need the scope `profiles:write`.
   * @throws `not_found` (404): Nobody has this user name.
   */
  unfollow(input: ProfilesUnfollowInput, options?: CallOptions): Promise<Profile>;
}

/** Procedures of `articles`. */
export interface ArticlesClient {
  /** Articles, newest first. */
  list(input?: ArticlesListInput, options?: CallOptions): Promise<ArticlePage>;
  /**
   * Articles by the authors whom the viewer follows, newest first.
   * For signed-in callers.
   * API keys need the scope `feed:read`.
   */
  feed(input?: ArticlesFeedInput, options?: CallOptions): Promise<ArticlePage>;
  /**
   * One article.
   * @throws `not_found` (404): No article has this slug.
   */
  get(input: ArticlesGetInput, options?: CallOptions): Promise<Article>;
  /**
   * Publish an article.
   * The slug is made from the title and stays distinct when the title is not.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   */
  publish(input: ArticlesPublishInput, options?: CallOptions): Promise<Article>;
  /**
   * Change one's own article.
   * Fields left out stay. The slug follows a changed title. An empty `tagList` removes all tags.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   * @throws `forbidden` (403): This article belongs to somebody else.
   */
  update(input: ArticlesUpdateInput, options?: CallOptions): Promise<Article>;
  /**
   * Delete one's own article.
   * What others added to it goes with it.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   * @throws `forbidden` (403): This article belongs to somebody else.
   */
  delete(input: ArticlesDeleteInput, options?: CallOptions): Promise<null>;
  /**
   * Make an article a favourite.
   * Doing so twice is the same as once.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   */
  favourite(input: ArticlesFavouriteInput, options?: CallOptions): Promise<Article>;
  /**
   * Take an article off the favourites.
   * For signed-in callers.
   * API keys need the scope `articles:write`.
   * @throws `not_found` (404): No article has this slug.
   */
  unfavourite(input: ArticlesUnfavouriteInput, options?: CallOptions): Promise<Article>;
}

/** Procedures of `comments`. */
export interface CommentsClient {
  /**
   * Comments on an article, newest first.
   * @throws `not_found` (404): No article has this slug.
   */
  list(input: CommentsListInput, options?: CallOptions): Promise<CommentsListOutput>;
  /**
   * Comment on an article.
   * For signed-in callers.
   * API keys need the scope `comments:write`.
   * @throws `not_found` (404): No article has this slug.
   */
  add(input: CommentsAddInput, options?: CallOptions): Promise<Comment>;
  /**
   * Delete one's own comment.
   * For signed-in callers.
   * API keys need the scope `comments:write`.
   * @throws `article_not_found` (404): No article has this slug.
   * @throws `not_found` (404): This article has no such comment.
   * @throws `forbidden` (403): This comment belongs to somebody else.
   */
  delete(input: CommentsDeleteInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `tags`. */
export interface TagsClient {
  /**
   * All tags, most used first.
   * At most 10,000.
   */
  list(input?: TagsListInput, options?: CallOptions): Promise<TagsListOutput>;
}

/** Procedures of `admin`. */
export interface AdminClient {
  /**
   * Take somebody's comment down.
   * For a signed-in moderator.
   * @throws `article_not_found` (404): No article has this slug.
   * @throws `not_found` (404): This article has no such comment.
   */
  removeComment(input: AdminRemoveCommentInput, options?: CallOptions): Promise<null>;
  /**
   * Accounts, newest first.
   * For a signed-in admin.
   */
  listUsers(input?: AdminListUsersInput, options?: CallOptions): Promise<AdminListUsersOutput>;
  /**
   * Suspend an account.
   * Ends its sessions and the sign-ins of its apps; its API keys rest until it is restored. What it wrote stays visible. Doing so twice is the same as once.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): Nobody has this user name.
   * @throws `own_account` (403): You cannot suspend your own account.
   */
  suspendUser(input: AdminSuspendUserInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Lift an account's suspension.
   * Its owner signs in anew; its API keys open doors again.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): Nobody has this user name.
   */
  restoreUser(input: AdminRestoreUserInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Reset how an account is entered.
   * For an owner who cannot come back by mail alone, once they have shown who they are. Ends all sessions and takes away the second factors, or every way in: the owner then sets a password by a link to the account's address. The owner is told by mail, and it stays on record.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): Nobody has this user name.
   * @throws `own_account` (403): You cannot reset your own account.
   */
  resetAccess(input: AdminResetAccessInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Change an account's role.
   * Ends the account's sessions, unless it has the role already. The last admin stays one.
   * For a signed-in admin.
   * The caller must have signed in within the last ten minutes.
   * @throws `not_found` (404): Nobody has this user name.
   * @throws `last_admin` (409): Nobody else would be an admin.
   */
  changeRole(input: AdminChangeRoleInput, options?: CallOptions): Promise<ManagedUser>;
  /**
   * Take somebody's article down.
   * What others added to it goes with it.
   * For a signed-in moderator.
   * @throws `not_found` (404): No article has this slug.
   */
  removeArticle(input: AdminRemoveArticleInput, options?: CallOptions): Promise<null>;
  /**
   * The audit log, newest first.
   * Entries are kept for 400 days.
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
  readonly tags: TagsClient;
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
  "articles.favourite": ArticlesFavouriteError;
  "articles.unfavourite": ArticlesUnfavouriteError;
  "comments.list": CommentsListError;
  "comments.add": CommentsAddError;
  "comments.delete": CommentsDeleteError;
  "tags.list": TagsListError;
  "admin.removeComment": AdminRemoveCommentError;
  "admin.listUsers": AdminListUsersError;
  "admin.suspendUser": AdminSuspendUserError;
  "admin.restoreUser": AdminRestoreUserError;
  "admin.resetAccess": AdminResetAccessError;
  "admin.changeRole": AdminChangeRoleError;
  "admin.removeArticle": AdminRemoveArticleError;
  "admin.listAudit": AdminListAuditError;
}

/** What goes with errors of those procedures that declare details. */
export type ProcedureErrorDetails = Record<never, never>;

/**
 * Codes that every procedure may fail with.
 * `malformed` (400): The request could not be read.
 * `unauthorized` (401): Sign in to call this procedure.
 * `refused` (403): You may not call this procedure.
 * `out_of_scope` (403): This API key may not call this procedure.
 * `reauth_required` (403): Prove once more who you are, then call again within ten minutes.
 * `no_such_procedure` (404): No procedure has this name.
 * `wrong_method` (405): Not callable by this method.
 * `running` (409): A call with this Idempotency-Key is still being answered: try again shortly.
 * `key_reused` (422): This Idempotency-Key was used for another call.
 * `condition_required` (428): Send the ETag of what is to be changed as If-Match.
 * `too_large` (413): The request is too large.
 * `wrong_media_type` (415): Send the body as application/json.
 * `invalid` (422): The input does not fit the contract.
 * `limited` (429): Too many calls: try again later.
 * `internal` (500): Something went wrong on our side.
 * `unavailable` (503): The service cannot answer just now: try again shortly.
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
    favourite: "keyed",
    unfavourite: "keyed",
  },
  comments: {
    list: "query",
    add: "keyed",
    delete: "keyed",
  },
  tags: {
    list: "public",
  },
  admin: {
    removeComment: "keyed",
    listUsers: "query",
    suspendUser: "keyed",
    restoreUser: "keyed",
    resetAccess: "keyed",
    changeRole: "keyed",
    removeArticle: "keyed",
    listAudit: "query",
  },
};
