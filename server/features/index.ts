import type { api } from "../../shared/index.ts";
import type { ApiHandlers } from "../procedures/index.ts";
import { accountHandlers } from "./accounts/index.ts";
import { adminHandlers } from "./admin/index.ts";
import { apiKeyHandlers } from "./api-keys/index.ts";
import { articleHandlers } from "./articles/index.ts";
import { commentHandlers } from "./comments/index.ts";
import { emailHandlers } from "./email-verification/index.ts";
import { factorHandlers } from "./factors/index.ts";
import { feedHandlers } from "./feed/index.ts";
import { oauthHandlers } from "./identity-providers/index.ts";
import { appHandlers } from "./oauth-clients/index.ts";
import { passkeyHandlers } from "./passkeys/index.ts";
import { passwordHandlers } from "./passwords/index.ts";
import { profileHandlers } from "./profiles/index.ts";
import { serviceTokenHandlers } from "./service-tokens/index.ts";
import { sessionHandlers } from "./sessions/index.ts";
import { tagHandlers } from "./tags/index.ts";
import { totpHandlers } from "./totp/index.ts";
import { webhookHandlers } from "./webhooks/index.ts";

/** The handlers of every feature, by the names in `api`. */
export const handlers: ApiHandlers<typeof api> = {
  accounts: accountHandlers,
  emails: emailHandlers,
  passwords: passwordHandlers,
  sessions: sessionHandlers,
  apiKeys: apiKeyHandlers,
  serviceTokens: serviceTokenHandlers,
  oauth: oauthHandlers,
  factors: factorHandlers,
  totp: totpHandlers,
  passkeys: passkeyHandlers,
  apps: appHandlers,
  profiles: profileHandlers,
  articles: articleHandlers,
  comments: commentHandlers,
  feed: feedHandlers,
  tags: tagHandlers,
  webhooks: webhookHandlers,
  admin: adminHandlers,
};
