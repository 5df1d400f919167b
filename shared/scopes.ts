import * as z from "zod";
import type { Scope } from "./contract/index.ts";

/** All scopes of API keys. */
export const scopes = [
  "articles:write",
  "comments:write",
  "feed:read",
  "profiles:write",
  "tokens:create",
] as const satisfies readonly Scope[];

const meanings: Readonly<Record<(typeof scopes)[number], string>> = {
  "articles:write": "publish, update, delete and favorite articles",
  "comments:write": "add and delete comments",
  "feed:read": "read the feed",
  "profiles:write": "follow and unfollow authors",
  "tokens:create": "create tokens for other services",
};

/** One of {@link scopes}. */
export const ScopeName = z.enum(scopes).meta({
  description: `A permission of an API key. ${scopes.map((scope) => `\`${scope}\`: ${meanings[scope]}.`).join(" ")}`,
  examples: ["articles:write"],
});
