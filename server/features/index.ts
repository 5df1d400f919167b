import type { api } from "../../shared/index.ts";
import type { ApiHandlers } from "../procedures/index.ts";
import { accountHandlers } from "./accounts/index.ts";
import { articleHandlers } from "./articles/index.ts";
import { commentHandlers } from "./comments/index.ts";
import { profileHandlers } from "./profiles/index.ts";
import { sessionHandlers } from "./sessions/index.ts";
import { tagHandlers } from "./tags/index.ts";

/** Every handler, feature by feature, as `api` names them. */
export const handlers: ApiHandlers<typeof api> = {
  accounts: accountHandlers,
  sessions: sessionHandlers,
  profiles: profileHandlers,
  articles: articleHandlers,
  comments: commentHandlers,
  tags: tagHandlers,
};
