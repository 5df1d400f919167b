import { accounts } from "./accounts.ts";
import { admin } from "./admin.ts";
import { apiKeys } from "./api-keys.ts";
import { articles } from "./articles.ts";
import { comments } from "./comments.ts";
import { defineApi } from "./contract/index.ts";
import { emails } from "./emails.ts";
import { factors } from "./factors.ts";
import { feed } from "./feed.ts";
import { oauth } from "./identity-providers.ts";
import { apps } from "./oauth-clients.ts";
import { passkeys } from "./passkeys.ts";
import { passwords } from "./passwords.ts";
import { profiles } from "./profiles.ts";
import { serviceTokens } from "./service-tokens.ts";
import { sessions } from "./sessions.ts";
import { tags } from "./tags.ts";
import { totp } from "./totp.ts";
import { webhooks } from "./webhooks.ts";

/** All procedures: the single source of tRPC, REST, the OpenAPI document and the client. */
export const api = defineApi({
  accounts,
  emails,
  passwords,
  sessions,
  apiKeys,
  serviceTokens,
  oauth,
  factors,
  totp,
  passkeys,
  apps,
  profiles,
  articles,
  comments,
  feed,
  tags,
  webhooks,
  admin,
});
