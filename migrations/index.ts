import type { Migration } from "kysely/migration";
import * as accounts from "./0001_accounts.ts";
import * as articles from "./0002_articles.ts";
import * as counts from "./0003_counts.ts";
import * as outbox from "./0004_outbox.ts";
import * as idempotencyKeys from "./0005_idempotency_keys.ts";
import * as limits from "./0006_limits.ts";
import * as authentication from "./0008_authentication.ts";
import * as tokens from "./0010_tokens.ts";
import * as oauth from "./0011_oauth.ts";
import * as admin from "./0013_admin.ts";
import * as mail from "./0014_mail.ts";
import * as factors from "./0016_factors.ts";
import * as nativeApps from "./0017_native_apps.ts";
import * as credentialVersions from "./0018_credential_versions.ts";
import * as refreshSuccessors from "./0019_refresh_successors.ts";
import * as forgetting from "./0020_forgetting.ts";
import * as wayBack from "./0021_way_back.ts";
import * as cacheEpoch from "./0022_cache_epoch.ts";
import * as eventLog from "./0023_event_log.ts";
import * as jobs from "./0024_jobs.ts";
import * as webhooks from "./0026_webhooks.ts";
import * as inboxDead from "./0027_inbox_dead.ts";
import * as deadJobs from "./0028_dead_jobs.ts";
import * as documents from "./0029_documents.ts";
import * as hotRows from "./0030_hot_rows.ts";
import * as eventLogPositions from "./0031_event_log_positions.ts";
import * as logByTime from "./0032_log_by_time.ts";
import * as sourceLeases from "./0033_source_leases.ts";

/** Every migration in order. A list instead of a folder, so that runtimes without a file system can run them. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001_accounts": accounts,
  "0002_articles": articles,
  "0003_counts": counts,
  "0004_outbox": outbox,
  "0005_idempotency_keys": idempotencyKeys,
  "0006_limits": limits,
  "0008_authentication": authentication,
  "0010_tokens": tokens,
  "0011_oauth": oauth,
  "0013_admin": admin,
  "0014_mail": mail,
  "0016_factors": factors,
  "0017_native_apps": nativeApps,
  "0018_credential_versions": credentialVersions,
  "0019_refresh_successors": refreshSuccessors,
  "0020_forgetting": forgetting,
  "0021_way_back": wayBack,
  "0022_cache_epoch": cacheEpoch,
  "0023_event_log": eventLog,
  "0024_jobs": jobs,
  "0026_webhooks": webhooks,
  "0027_inbox_dead": inboxDead,
  "0028_dead_jobs": deadJobs,
  "0029_documents": documents,
  "0030_hot_rows": hotRows,
  "0031_event_log_positions": eventLogPositions,
  "0032_log_by_time": logByTime,
  "0033_source_leases": sourceLeases,
};
