import * as exported from "../../../server/features/accounts/export.queries.ts";
import * as accounts from "../../../server/features/accounts/queries.ts";
import * as apiKeys from "../../../server/features/api-keys/queries.ts";
import * as emails from "../../../server/features/email-verification/queries.ts";
import * as undoing from "../../../server/features/email-verification/undo.queries.ts";
import * as oauth from "../../../server/features/identity-providers/queries.ts";
import * as mail from "../../../server/features/notifications/queries.ts";
import * as nativeApps from "../../../server/features/oauth-clients/queries.ts";
import type { QueryModule } from "../../support/golden.ts";

const id = "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10";
const exportPart = { accountId: 1, limit: 21, beforeId: 7 };

/** Calls of the queries of accounts, their addresses, apps and mail. */
export const accountQueries: Readonly<Record<string, QueryModule>> = {
  "accounts/queries": {
    exports: accounts,
    queries: {
      insertAccount: (db) => accounts.insertAccount(db, { username: "u", email: "e", passwordHash: "h" }),
      findAccount: (db) => accounts.findAccount(db, 1),
      findByEmail: (db) => accounts.findByEmail(db, "e"),
      updateAccount: {
        "one field": (db) => accounts.updateAccount(db, 1, { bio: null }),
        "all fields": (db) =>
          accounts.updateAccount(db, 1, { username: "u", email: "e", passwordHash: "h", bio: "b", image: "i" }),
      },
      markVerified: (db) => accounts.markVerified(db, 1),
      isEmailTaken: {
        "by any account": (db) => accounts.isEmailTaken(db, "e"),
        "by another": (db) => accounts.isEmailTaken(db, "e", 1),
      },
      deleteAccount: (db) => accounts.deleteAccount(db, 1),
    },
  },
  "accounts/export.queries": {
    exports: exported,
    queries: {
      findExported: (db) => exported.findExported(db, 1),
      listOwnArticles: (db) => exported.listOwnArticles(db, exportPart),
      listOwnFavorites: (db) => exported.listOwnFavorites(db, exportPart),
      listFollowed: (db) => exported.listFollowed(db, exportPart),
      listOwnRecord: (db) => exported.listOwnRecord(db, exportPart),
    },
  },
  "api-keys/queries": {
    exports: apiKeys,
    queries: {
      countApiKeys: (db) => apiKeys.countApiKeys(db, 1),
      insertApiKey: (db) =>
        apiKeys.insertApiKey(db, {
          id,
          accountId: 1,
          secretHash: new Uint8Array(32),
          prefix: "p",
          name: "n",
          scopes: ["s"],
          expiresInDays: 1,
        }),
      listApiKeys: (db) => apiKeys.listApiKeys(db, 1),
      deleteApiKey: (db) => apiKeys.deleteApiKey(db, 1, id),
      listLivingKeys: (db) => apiKeys.listLivingKeys(db, [id]),
      findApiKey: (db) => apiKeys.findApiKey(db, new Uint8Array(32)),
      markKeyUsed: (db) => apiKeys.markKeyUsed(db, id),
    },
  },
  "oauth-clients/queries": {
    exports: nativeApps,
    queries: {
      insertCode: (db) =>
        nativeApps.insertCode(db, {
          hash: new Uint8Array(32),
          sessionId: id,
          appId: "a",
          redirectUri: "r",
          challenge: "c",
          credentialVersion: 1,
        }),
      deleteExpiredCodes: (db) => nativeApps.deleteExpiredCodes(db),
      takeCode: (db) => nativeApps.takeCode(db, new Uint8Array(32)),
      keepRedeemed: (db) => nativeApps.keepRedeemed(db, new Uint8Array(32), id),
      findRedeemed: (db) => nativeApps.findRedeemed(db, new Uint8Array(32), 5),
    },
  },
  "identity-providers/queries": {
    exports: oauth,
    queries: {
      insertTransaction: (db) =>
        oauth.insertTransaction(db, {
          stateHash: new Uint8Array(32),
          cookieHash: new Uint8Array(32),
          salt: new Uint8Array(32),
          provider: "google",
          returnTo: "https://app.example.com/",
          session: null,
        }),
      deleteExpiredTransactions: (db) => oauth.deleteExpiredTransactions(db),
      takeTransaction: (db) => oauth.takeTransaction(db, new Uint8Array(32)),
      lockIdentity: (db) => oauth.lockIdentity(db, "i", "s", "t"),
      lockByEmail: (db) => oauth.lockByEmail(db, "e"),
      insertVerifiedAccount: (db) => oauth.insertVerifiedAccount(db, "u", "e"),
      insertIdentity: (db) =>
        oauth.insertIdentity(db, { issuer: "i", subject: "s", accountId: 1, provider: "google", email: null }),
      lockLinkingSession: (db) => oauth.lockLinkingSession(db, id, 1),
      listIdentities: (db) => oauth.listIdentities(db, 1),
      deleteIdentity: (db) => oauth.deleteIdentity(db, 1, 7),
    },
  },
  "email-verification/queries": {
    exports: emails,
    queries: {
      storeLink: (db) =>
        emails.storeLink(db, {
          accountId: 1,
          purpose: "reset",
          email: "e",
          hash: new Uint8Array(32),
          credentialVersion: 1,
        }),
      findLink: (db) => emails.findLink(db, "reset", new Uint8Array(32)),
      takeLink: (db) => emails.takeLink(db, "reset", new Uint8Array(32), 1),
      lockOwner: (db) => emails.lockOwner(db, 1),
      lockRequestingOwner: {
        "under a credential version": (db) => emails.lockRequestingOwner(db, 1, { at: "t", credentialVersion: 1 }),
        "at a moment": (db) => emails.lockRequestingOwner(db, 1, { at: "t" }),
      },
      restoreEmail: (db) => emails.restoreEmail(db, 1, "e"),
      replaceEmail: (db) => emails.replaceEmail(db, 1, "e"),
    },
  },
  "email-verification/undo.queries": {
    exports: undoing,
    queries: {
      storeUndoLink: (db) => undoing.storeUndoLink(db, { hash: new Uint8Array(32), accountId: 1, email: "e", at: "t" }),
      findUndoLink: (db) => undoing.findUndoLink(db, new Uint8Array(32)),
      deleteUndoLinks: (db) => undoing.deleteUndoLinks(db, 1, new Uint8Array(32)),
      isPreviousEmail: (db) => undoing.isPreviousEmail(db, 1, "e"),
    },
  },
  "notifications/queries": {
    exports: mail,
    queries: {
      claimMail: (db) => mail.claimMail(db, { id, kind: "reset", accountId: 1, email: "e", maxPerHour: 3 }),
      deleteOldMail: (db) => mail.deleteOldMail(db, 20),
      markSent: (db) => mail.markSent(db, id),
      findAddressee: (db) => mail.findAddressee(db, 1),
      findByAddress: (db) => mail.findByAddress(db, "e"),
    },
  },
};
