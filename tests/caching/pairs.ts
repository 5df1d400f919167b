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

/**
 * Inputs with an effect, where those of the table only reach the handler. A published article shares a tag with that of the fixtures, so
 * that queries by tag change too.
 */
export const changingInputs: Readonly<Record<string, Input>> = {
  "accounts.register": () => ({ username: "new", email: "new@example.com", password: "a fine password" }),
  "accounts.delete": () => ({ username: "ada" }),
  "articles.publish": () => ({
    title: "A title",
    description: "About it",
    body: "All of it",
    tagList: ["paper", "wood"],
  }),
  "articles.update": ({ slug }) => ({ slug, body: "b", tagList: ["glue"] }),
};

/** Calls without which a mutation would have no effect, by the mutation's name. */
export const preconditions: Readonly<
  Record<string, (app: TestApp, fixtures: Fixtures, token: string | undefined) => Promise<unknown>>
> = {
  "articles.unfavorite": (app, { slug }, token) => mutateTrpc(app, "articles.favorite", { slug }, { token }),
  "profiles.unfollow": (app, { username }, token) => mutateTrpc(app, "profiles.follow", { username }, { token }),
};
