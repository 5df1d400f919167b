import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as exported from "../server/features/accounts/export.queries.ts";
import * as accounts from "../server/features/accounts/queries.ts";
import * as admin from "../server/features/admin/queries.ts";
import * as apiKeys from "../server/features/api-keys/queries.ts";
import * as pages from "../server/features/articles/pages.queries.ts";
import * as articles from "../server/features/articles/queries.ts";
import * as credentials from "../server/features/credentials/queries.ts";
import * as signInMethods from "../server/features/credentials/sign-in-methods.queries.ts";
import * as emails from "../server/features/email-verification/queries.ts";
import * as undoing from "../server/features/email-verification/undo.queries.ts";
import * as factors from "../server/features/factors/queries.ts";
import * as feed from "../server/features/feed/queries.ts";
import * as oauth from "../server/features/identity-providers/queries.ts";
import * as mail from "../server/features/notifications/queries.ts";
import * as nativeApps from "../server/features/oauth-clients/queries.ts";
import * as passkeys from "../server/features/passkeys/queries.ts";
import * as profiles from "../server/features/profiles/queries.ts";
import * as apps from "../server/features/sessions/apps.queries.ts";
import * as sessions from "../server/features/sessions/queries.ts";
import * as tags from "../server/features/tags/queries.ts";
import * as totp from "../server/features/totp/queries.ts";
import * as webhooks from "../server/features/webhooks/queries.ts";
import { featureSamples } from "./samples/index.ts";
import { goldenFile, goldenOf, type QueryModule } from "./support/golden.ts";

const id = "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10";
const text = { title: "t", description: "d", body: "b", tagList: ["x"] };
const endpoint = { accountId: 1, id };
const page = { limit: 21, offset: 0, beforeId: undefined };
const adminPage = { limit: 101, beforeId: undefined };
const exportPart = { accountId: 1, limit: 21, beforeId: 7 };
const after = { ...page, beforeId: 7 };

const builtIn: Readonly<Record<string, QueryModule>> = {
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
  "admin/queries": {
    exports: admin,
    queries: {
      listUsers: {
        "no filter": (db) => admin.listUsers(db, {}, adminPage),
        "all filters, after a cursor": (db) =>
          admin.listUsers(
            db,
            { search: "50%_\\", role: "moderator", state: "suspended" },
            { ...adminPage, beforeId: 7 },
          ),
        "who is active": (db) => admin.listUsers(db, { state: "active" }, adminPage),
      },
      lockRoles: (db) => admin.lockRoles(db),
      isLastAdmin: (db) => admin.isLastAdmin(db, 1),
      isActiveAdmin: (db) => admin.isActiveAdmin(db, 1, 1),
      lockUser: (db) => admin.lockUser(db, "u"),
      setRole: (db) => admin.setRole(db, 1, "moderator"),
      setSuspended: {
        suspended: (db) => admin.setSuspended(db, 1, true),
        restored: (db) => admin.setSuspended(db, 1, false),
      },
      listAudit: {
        "no filter": (db) => admin.listAudit(db, {}, adminPage),
        "of one user and action, after a cursor": (db) =>
          admin.listAudit(db, { username: "u", action: "account.suspended" }, { ...adminPage, beforeId: 7 }),
      },
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
  "credentials/queries": {
    exports: credentials,
    parts: ["areUnchangedSince"],
    queries: {
      lockAsker: (db) => credentials.lockAsker(db, { id: 1, sessionId: id, credentialVersion: 1 }),
      lockLeavingAsker: (db) => credentials.lockLeavingAsker(db, { id: 1, sessionId: id, credentialVersion: 1 }),
      lockUnchanged: (db) => credentials.lockUnchanged(db, 1, 1),
      findAddress: (db) => credentials.findAddress(db, 1),
      raiseVersion: (db) => credentials.raiseVersion(db, 1),
      deleteSessions: {
        all: (db) => credentials.deleteSessions(db, 1, "all"),
        one: (db) => credentials.deleteSessions(db, 1, { only: id }),
        "all but one": (db) => credentials.deleteSessions(db, 1, { allBut: id }),
      },
      keepSessions: (db) => credentials.keepSessions(db, 1, 2),
      deletePending: (db) => credentials.deletePending(db, 1),
    },
  },
  "credentials/sign-in-methods.queries": {
    exports: signInMethods,
    queries: {
      deleteFactors: (db) => signInMethods.deleteFactors(db, 1),
      deleteSignInMethods: (db) => signInMethods.deleteSignInMethods(db, 1),
      deleteRecentSignInMethods: (db) => signInMethods.deleteRecentSignInMethods(db, 1),
      deletePassword: (db) => signInMethods.deletePassword(db, 1),
    },
  },
  "articles/pages.queries": {
    exports: pages,
    queries: {
      listArticlesOf: {
        "no filter": (db) => pages.listArticlesOf(db, ["u", "v"], {}, page, null),
        "all filters, after a cursor, for a viewer": (db) =>
          pages.listArticlesOf(db, ["u", "v"], { tag: "x", favorited: "w" }, after, 1),
      },
      listArticles: {
        "no filter": (db) => pages.listArticles(db, {}, page, null),
        "no filter, after a cursor, for a viewer": (db) => pages.listArticles(db, {}, after, 1),
        "by tag": (db) => pages.listArticles(db, { tag: "x" }, page, null),
        "by author": (db) => pages.listArticles(db, { author: "u" }, page, null),
        "by favourite": (db) => pages.listArticles(db, { favorited: "u" }, page, null),
        "by tag and author": (db) => pages.listArticles(db, { tag: "x", author: "u" }, after, null),
        "by tag, author and favourite": (db) =>
          pages.listArticles(db, { tag: "x", author: "u", favorited: "v" }, page, null),
      },
      listFeed: {
        "first page": (db) => pages.listFeed(db, page, 1),
        "after a cursor": (db) => pages.listFeed(db, after, 1),
      },
    },
  },
  "articles/queries": {
    exports: articles,
    parts: ["normalTags"],
    queries: {
      findText: (db) => articles.findText(db, 1),
      findBySlug: {
        "for a visitor": (db) => articles.findBySlug(db, "s", null),
        "for a viewer": (db) => articles.findBySlug(db, "s", 1),
      },
      listMarks: (db) => articles.listMarks(db, 1, ["s", "t"]),
      insertArticle: (db) => articles.insertArticle(db, 1, "s", text),
      lockBySlug: (db) => articles.lockBySlug(db, "s"),
      updateArticle: {
        "no field": (db) => articles.updateArticle(db, 1, {}),
        "all fields": (db) => articles.updateArticle(db, 1, { ...text, slug: "s" }),
      },
      deleteArticle: (db) => articles.deleteArticle(db, 1),
      addFavorite: (db) => articles.addFavorite(db, 1, "s"),
      removeFavorite: (db) => articles.removeFavorite(db, 1, "s"),
    },
  },
  "feed/queries": {
    exports: feed,
    queries: { listFollowers: (db) => feed.listFollowers(db, 1, [2, 3]) },
  },
  "profiles/queries": {
    exports: profiles,
    parts: ["hasUsername", "isFollowed"],
    queries: {
      findProfile: {
        "for a visitor": (db) => profiles.findProfile(db, "u", null),
        "for a viewer": (db) => profiles.findProfile(db, "u", 1),
      },
      listFollowed: (db) => profiles.listFollowed(db, 1, ["u", "v"]),
      follow: (db) => profiles.follow(db, 1, "u"),
      unfollow: (db) => profiles.unfollow(db, 1, "u"),
    },
  },
  "webhooks/queries": {
    exports: webhooks,
    queries: {
      countEndpoints: (db) => webhooks.countEndpoints(db, 1),
      insertEndpoint: (db) =>
        webhooks.insertEndpoint(db, {
          ...endpoint,
          url: "u",
          description: "d",
          events: ["e"],
          isForAll: false,
          signature: "hmac",
          sealedSecret: "s",
          publicKey: null,
        }),
      listEndpoints: (db) => webhooks.listEndpoints(db, 1),
      findEndpoint: (db) => webhooks.findEndpoint(db, endpoint),
      updateEndpoint: {
        "no field": (db) => webhooks.updateEndpoint(db, endpoint, {}),
        "all fields, enabled": (db) =>
          webhooks.updateEndpoint(db, endpoint, { url: "u", description: "d", events: ["e"], enabled: true }),
        disabled: (db) => webhooks.updateEndpoint(db, endpoint, { enabled: false }),
      },
      deleteEndpoint: (db) => webhooks.deleteEndpoint(db, endpoint),
      replaceSecret: {
        "both sign": (db) =>
          webhooks.replaceSecret(db, endpoint, { sealedSecret: "s", publicKey: null, overlapHours: 24 }),
        "the new one alone": (db) =>
          webhooks.replaceSecret(db, endpoint, { sealedSecret: "s", publicKey: null, overlapHours: 0 }),
      },
      listAttempts: {
        "first page": (db) => webhooks.listAttempts(db, id, { limit: 51, beforeId: undefined }),
        "after a cursor": (db) => webhooks.listAttempts(db, id, { limit: 51, beforeId: 7 }),
      },
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
      lockAskingOwner: {
        "under a credential version": (db) => emails.lockAskingOwner(db, 1, { at: "t", credentialVersion: 1 }),
        "at a moment": (db) => emails.lockAskingOwner(db, 1, { at: "t" }),
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
      openMail: (db) => mail.openMail(db, { id, kind: "reset", accountId: 1, email: "e", maxPerHour: 3 }),
      deleteOldMail: (db) => mail.deleteOldMail(db, 20),
      markSent: (db) => mail.markSent(db, id),
      findAddressee: (db) => mail.findAddressee(db, 1),
      findByAddress: (db) => mail.findByAddress(db, "e"),
    },
  },
  "sessions/apps.queries": {
    exports: apps,
    queries: {
      findByAccessToken: (db) => apps.findByAccessToken(db, new Uint8Array(32)),
      turnIntoApp: (db) => apps.turnIntoApp(db, id, new Uint8Array(32)),
      lockBrowserSession: (db) => apps.lockBrowserSession(db, id, 1),
      insertAppSession: (db) =>
        apps.insertAppSession(db, {
          id,
          accountId: 1,
          secretHash: new Uint8Array(32),
          appId: "a",
          userAgent: null,
          methods: ["pwd"],
          authenticatedAt: "2026-11-05T09:30:00.000Z",
        }),
      findAppByToken: (db) => apps.findAppByToken(db, new Uint8Array(32), "a"),
      lockFamily: (db) => apps.lockFamily(db, new Uint8Array(32)),
      findRefreshToken: (db) => apps.findRefreshToken(db, new Uint8Array(32), new Uint8Array(32)),
      succeed: (db) => {
        const successor = { hash: new Uint8Array(32), salt: new Uint8Array(32), device: new Uint8Array(32) };
        return apps.succeed(db, id, new Uint8Array(32), successor);
      },
      markAnswered: (db) => apps.markAnswered(db, new Uint8Array(32)),
      markReceived: (db) => apps.markReceived(db, new Uint8Array(32), new Uint8Array(32)),
      insertRefreshToken: (db) => apps.insertRefreshToken(db, id, new Uint8Array(32)),
      insertAccessToken: (db) =>
        apps.insertAccessToken(db, { sessionId: id, hash: new Uint8Array(32), provesReceiptOf: null }),
      deleteAccessTokens: (db) => apps.deleteAccessTokens(db, id),
    },
  },
  "sessions/queries": {
    exports: sessions,
    queries: {
      insertSession: (db) =>
        sessions.insertSession(db, {
          id,
          accountId: 1,
          secretHash: new Uint8Array(32),
          keptIn: "token",
          userAgent: null,
          methods: ["pwd"],
        }),
      trimSessions: (db) => sessions.trimSessions(db, 1),
      listLivingSessions: (db) => sessions.listLivingSessions(db, [id]),
      findSession: (db) => sessions.findSession(db, id, "token"),
      markUsed: (db) => sessions.markUsed(db, id),
      findShownSession: (db) => sessions.findShownSession(db, 1, id),
      listSessions: (db) => sessions.listSessions(db, 1),
      deleteSession: (db) => sessions.deleteSession(db, 1, id),
      findPasswordHash: (db) => sessions.findPasswordHash(db, 1),
      renew: (db) => sessions.renew(db, { id, secretHash: new Uint8Array(32), methods: ["pwd"] }),
      replaceSecret: (db) => sessions.replaceSecret(db, id, new Uint8Array(32)),
    },
  },
  "factors/queries": {
    exports: factors,
    queries: {
      findFactors: (db) => factors.findFactors(db, 1),
      hasSignInMethod: (db) => factors.hasSignInMethod(db, 1),
      findTotp: (db) => factors.findTotp(db, 1),
      useStep: (db) => factors.useStep(db, 1, { step: 7, sealedSecret: "s", resealedSecret: "t" }),
      hasRecoveryCode: (db) => factors.hasRecoveryCode(db, 1, new Uint8Array(32)),
      useRecoveryCode: (db) => factors.useRecoveryCode(db, 1, new Uint8Array(32)),
      insertRecoveryCodes: (db) => factors.insertRecoveryCodes(db, 1, [new Uint8Array(32), new Uint8Array(32)]),
      deleteRecoveryCodes: (db) => factors.deleteRecoveryCodes(db, 1),
      insertCeremony: (db) =>
        factors.insertCeremony(db, { hash: new Uint8Array(32), session: { id, credentialVersion: 1 } }),
      deleteExpiredCeremonies: (db) => factors.deleteExpiredCeremonies(db),
      takeCeremony: (db) => factors.takeCeremony(db, new Uint8Array(32)),
      findByCredential: (db) => factors.findByCredential(db, new Uint8Array(16)),
      usePasskey: {
        "one that counts": (db) => factors.usePasskey(db, id, 7),
        "one that does not": (db) => factors.usePasskey(db, id, 0),
      },
    },
  },
  "passkeys/queries": {
    exports: passkeys,
    queries: {
      listPasskeys: (db) => passkeys.listPasskeys(db, 1),
      userHandleOf: (db) => passkeys.userHandleOf(db, 1, new Uint8Array(32)),
      insertPasskey: (db) =>
        passkeys.insertPasskey(db, {
          id,
          accountId: 1,
          credentialId: new Uint8Array(16),
          publicKey: new Uint8Array(77),
          counter: 0,
          transports: ["internal"],
          isSynced: false,
          name: "n",
        }),
      renamePasskey: (db) => passkeys.renamePasskey(db, 1, id, "n"),
      deletePasskey: (db) => passkeys.deletePasskey(db, 1, id),
      holdActiveAccount: (db) => passkeys.holdActiveAccount(db, { accountId: 1, begunAt: "t" }),
    },
  },
  "totp/queries": {
    exports: totp,
    queries: {
      beginTotp: (db) => totp.beginTotp(db, { id: 1, credentialVersion: 1 }, "s"),
      findBegunTotp: (db) => totp.findBegunTotp(db, { id: 1, credentialVersion: 1 }),
      confirmTotp: (db) => totp.confirmTotp(db, 1, "s", 7),
      deleteTotp: (db) => totp.deleteTotp(db, 1),
    },
  },
  "tags/queries": { exports: tags, queries: { listTags: (db) => tags.listTags(db) } },
};

/** `reading-lists` of `readingLists`. */
const folderOf = (feature: string) => feature.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const modules: Readonly<Record<string, QueryModule>> = {
  ...builtIn,
  ...Object.fromEntries(featureSamples.map(({ feature, queries }) => [`${folderOf(feature)}/queries`, queries])),
};

test("every file of queries is held to its recorded SQL", () => {
  const root = new URL("../server/features/", import.meta.url);
  const files = globSync("*/*queries.ts", { cwd: root }).map((file) => file.replaceAll("\\", "/").replace(/\.ts$/, ""));
  expect(Object.keys(modules).sort()).toEqual(files.sort());
});

describe.each(Object.entries(modules))("%s", (name, queryModule) => {
  test("each of its queries is recorded, and nothing that is not there", () => {
    const functions = Object.entries(queryModule.exports).flatMap(([key, value]) =>
      typeof value === "function" ? [key] : [],
    );
    expect([...Object.keys(queryModule.queries), ...(queryModule.parts ?? [])].sort()).toEqual(functions.sort());
  });

  test("they send the SQL that golden/ holds", async () => {
    const golden = await goldenOf(queryModule);
    await expect(golden).toMatchFileSnapshot(goldenFile(name));
  });
});
