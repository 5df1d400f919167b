import * as z from "zod";
import type { Scope } from "./contract/index.ts";

/** Everything that API keys can be allowed to do. */
export const scopes = [
  "articles:write",
  "comments:write",
  "feed:read",
  "profiles:write",
  "tokens:create",
] as const satisfies readonly Scope[];

const meanings: Readonly<Record<(typeof scopes)[number], string>> = {
  "articles:write": "publish, change, delete and favourite articles",
  "comments:write": "comment",
  "feed:read": "read the feed",
  "profiles:write": "follow authors",
  "tokens:create": "take tokens for other services",
};

/** One of {@link scopes}. */
export const ScopeName = z.enum(scopes).meta({
  description: `What a key may do. ${scopes.map((scope) => `\`${scope}\`: ${meanings[scope]}.`).join(" ")}`,
  examples: ["articles:write"],
});
