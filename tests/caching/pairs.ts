import type { Fixtures } from "../access/fixtures.ts";
import type { Input } from "../access/rows.ts";
import type { TestApp } from "../support/app.ts";
import { mutateTrpc } from "../support/trpc.ts";

/** Further inputs of cached queries, beside the one in the table. */
export const moreInputs: Readonly<Record<string, readonly Input[]>> = {
  "articles.list": [() => ({ author: "ada" }), () => ({ favorited: "ada" }), () => ({ tag: "wood" })],
  "articles.get": [() => ({ slug: "a-title" })],
  "profiles.get": [() => ({ username: "ada" })],
};

/** Inputs with an effect, where those of the table only reach the handler. */
export const changingInputs: Readonly<Record<string, Input>> = {
  "accounts.register": () => ({ username: "new", email: "new@example.com", password: "a fine password" }),
  "accounts.delete": () => ({ username: "ada" }),
};

/** Preconditions of a mutation's effect. */
export const fixtureSamples: Readonly<
  Record<string, (app: TestApp, fixtures: Fixtures, token: string | undefined) => Promise<unknown>>
> = {
  "articles.unfavorite": (app, { slug }, token) => mutateTrpc(app, "articles.favorite", { slug }, { token }),
  "profiles.unfollow": (app, { username }, token) => mutateTrpc(app, "profiles.follow", { username }, { token }),
};

/** Mutations that require a secret, a ceremony, a provider, or an endpoint of their own. They have their own tests and change no cached data. */
export const withoutSample: ReadonlySet<string> = new Set([
  "accounts.login",
  "emails.undo",
  "emails.verify",
  "emails.confirmChange",
  "passwords.reset",
  "passwords.change",
  "sessions.refresh",
  "sessions.reauthenticate",
  "apiKeys.revoke",
  "serviceTokens.create",
  "oauth.start",
  "oauth.link",
  "oauth.unlink",
  "factors.renewRecoveryCodes",
  "totp.begin",
  "totp.confirm",
  "totp.remove",
  "passkeys.finishEnrolment",
  "passkeys.rename",
  "passkeys.remove",
  "passkeys.signIn",
  "apps.approve",
  "apps.redeem",
  "apps.revoke",
  "webhooks.create",
  "webhooks.update",
  "webhooks.delete",
  "webhooks.rotateSecret",
  "webhooks.test",
  "webhooks.replay",
]);
