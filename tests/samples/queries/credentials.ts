import * as credentials from "../../../server/features/credentials/queries.ts";
import * as signInMethods from "../../../server/features/credentials/sign-in-methods.queries.ts";
import * as factors from "../../../server/features/factors/queries.ts";
import * as passkeys from "../../../server/features/passkeys/queries.ts";
import * as apps from "../../../server/features/sessions/app-sessions.queries.ts";
import * as sessions from "../../../server/features/sessions/queries.ts";
import * as totp from "../../../server/features/totp/queries.ts";
import type { QueryModule } from "../../support/golden.ts";

const id = "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10";

/** Calls of the queries of what opens an account. */
export const credentialQueries: Readonly<Record<string, QueryModule>> = {
  "credentials/queries": {
    exports: credentials,
    parts: ["areUnchangedSince"],
    queries: {
      lockCallerForChange: (db) => credentials.lockCallerForChange(db, { id: 1, sessionId: id, credentialVersion: 1 }),
      lockCallerForDeletion: (db) =>
        credentials.lockCallerForDeletion(db, { id: 1, sessionId: id, credentialVersion: 1 }),
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
  "sessions/app-sessions.queries": {
    exports: apps,
    queries: {
      findByAccessToken: (db) => apps.findByAccessToken(db, new Uint8Array(32)),
      convertToAppSession: (db) => apps.convertToAppSession(db, id, new Uint8Array(32)),
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
      replaceRefreshToken: (db) => {
        const successor = { hash: new Uint8Array(32), salt: new Uint8Array(32), device: new Uint8Array(32) };
        return apps.replaceRefreshToken(db, id, new Uint8Array(32), successor);
      },
      markAnsweredAgain: (db) => apps.markAnsweredAgain(db, new Uint8Array(32)),
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
      listValidSessions: (db) => sessions.listValidSessions(db, [id]),
      findSession: (db) => sessions.findSession(db, id, "token"),
      markUsed: (db) => sessions.markUsed(db, id),
      findSessionDetails: (db) => sessions.findSessionDetails(db, 1, id),
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
};
