import { featureSamples } from "../samples/index.ts";
import type { Fixtures } from "./fixtures.ts";
import {
  adasOwn,
  admins,
  anyone,
  fresh,
  freshAdmins,
  members,
  moderators,
  type Row,
  scoped,
  visitors,
} from "./rows.ts";

const article = ({ slug }: Fixtures) => ({ slug });
const session = ({ sessionId }: Fixtures) => ({ id: sessionId });
const job = ({ jobId }: Fixtures) => ({ id: jobId });
const target = ({ username }: Fixtures) => ({ username });
const unknownId = () => ({ id: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10" });
const link = () => ({ token: "dvm_of-no-use" });
const draft = () => ({ title: "A title", description: "About it", body: "All of it" });

/** The access matrix: one row per procedure. */
export const table: Readonly<Record<string, Row>> = {
  "accounts.register": anyone(),
  "accounts.login": anyone(),
  "accounts.current": members(),
  "accounts.update": members(() => ({ bio: "b" })),

  "accounts.export": fresh(),
  "accounts.delete": fresh(target),

  "emails.requestVerification": members(),
  "emails.verify": visitors(link),
  "emails.change": fresh(() => ({ email: "another@example.com" })),
  "emails.confirmChange": visitors(link),
  "emails.undo": anyone(link),
  "passwords.requestReset": anyone(() => ({ email: "ada@secret.example" })),
  "passwords.reset": anyone(() => ({ ...link(), password: "a fine password" })),
  "passwords.change": members(),

  "sessions.current": members(),
  "sessions.list": members(),
  "sessions.openApp": fresh(),
  "sessions.refresh": anyone(),
  "sessions.reauthenticate": members(),
  "sessions.revoke": adasOwn("not_found", session),
  "sessions.logout": members(),
  "sessions.logoutOthers": members(),
  "sessions.logoutEverywhere": members(),

  "apiKeys.create": fresh(() => ({ name: "k", scopes: ["feed:read"] })),
  "apiKeys.list": members(),
  "apiKeys.revoke": members(unknownId),

  "serviceTokens.create": scoped(() => ({ audience: "search" })),

  "apps.approve": members(),
  "apps.redeem": anyone(),
  "apps.revoke": anyone(),

  "oauth.providers": anyone(),
  "oauth.start": anyone(),
  "oauth.link": fresh(),
  "oauth.identities": members(),
  "oauth.unlink": fresh(),

  "factors.list": members(),
  "factors.renewRecoveryCodes": fresh(),
  "totp.begin": fresh(),
  "totp.confirm": fresh(() => ({ code: "000000" })),
  "totp.remove": fresh(),
  "passkeys.list": members(),
  "passkeys.beginEnrolment": fresh(),
  "passkeys.finishEnrolment": fresh(),
  "passkeys.rename": members(() => ({ ...unknownId(), name: "n" })),
  "passkeys.remove": fresh(unknownId),
  "passkeys.beginSignIn": anyone(),
  "passkeys.signIn": anyone(),

  "profiles.get": anyone(target),
  "profiles.follow": scoped(target),
  "profiles.unfollow": scoped(target),

  "articles.list": anyone(),
  "articles.feed": scoped(),
  "articles.get": anyone(article),
  "articles.publish": scoped(draft),
  "articles.update": adasOwn("forbidden", (fixtures) => ({ ...article(fixtures), body: "b" }), scoped()),
  "articles.delete": adasOwn("forbidden", article, scoped()),
  "articles.changes": anyone(),
  "feed.changes": scoped(),
  "articles.favorite": scoped(article),
  "articles.unfavorite": scoped(article),

  "tags.list": anyone(),

  "webhooks.create": fresh(() => ({ url: "https://93.184.215.14/hook" })),
  "webhooks.list": members(),
  "webhooks.get": members(unknownId),
  "webhooks.update": fresh(unknownId),
  "webhooks.delete": members(unknownId),
  "webhooks.rotateSecret": fresh(unknownId),
  "webhooks.test": members(unknownId),
  "webhooks.listAttempts": members(unknownId),
  "webhooks.replay": members(unknownId),

  "admin.listUsers": admins(),
  "admin.suspendUser": freshAdmins(target),
  "admin.restoreUser": freshAdmins(target),
  "admin.resetAccess": freshAdmins((fixtures) => ({ ...target(fixtures), reason: "a lost phone" })),
  "admin.changeRole": freshAdmins((fixtures) => ({ ...target(fixtures), role: "moderator" })),
  "admin.removeArticle": moderators(article),
  "admin.listAudit": admins(),
  "admin.listJobs": admins(),
  "admin.retryJob": freshAdmins(job),
  "admin.retryDeadJobs": freshAdmins(() => ({ name: "mail.notice" })),
  "admin.cancelJob": freshAdmins(job),

  ...Object.assign({}, ...featureSamples.map(({ access }) => access)),
};
