import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import type { Config, RedisConfig } from "../server/app/config.ts";
import { settingNames } from "../server/app/environment.ts";
import { misspelt } from "../server/app/setting-warnings.ts";
import { readDatabaseAddress } from "../server/database/index.ts";
import { keysAsText } from "../server/entry/local-key.ts";
import { assignmentVariable } from "../server/entry/processes/messages.ts";
import { processCount } from "../server/entry/processes/supervisor.ts";
import type { MailSettings } from "../server/providers/mail/index.ts";
import { cacheSettings, withDatabase } from "./start-with-database.ts";

// pg reads these variables on import; none of them is required.
const pgEnvironment = ["PG*", "NODE_PG_FORCE_NATIVE", "USER", "USERNAME", "READABLE_STREAM", "NODE_ENV"];

/** Host and port for `--allow-net`. */
const hostOf = (url: string, defaultPort: number) => {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || defaultPort}`;
};

/** Address of the database; a Unix socket folder is not a host. */
function databaseHostOf(url: string): readonly string[] {
  const { host = "localhost", port = 5432 } = readDatabaseAddress(url);
  return host.startsWith("/") ? [] : [`${host}:${port}`];
}

/** Address of the mail provider. */
function mailHostsOf(mail: MailSettings): readonly string[] {
  if (mail.kind === "smtp") return [hostOf(mail.url, mail.url.startsWith("smtps:") ? 465 : 587)];
  return mail.kind === "resend" ? [hostOf(mail.url, 443)] : [];
}

function redisHostsOf(redis: RedisConfig): readonly string[] {
  if (redis.kind === "tcp") return [hostOf(redis.url, 6379)];
  return redis.kind === "upstash" ? [hostOf(redis.url, 443)] : [];
}

/** Receivers of webhooks may be anywhere, so they are asked for. */
const sendsWebhooks = process.env.WEBHOOKS === "on";

/** Parties that name their hosts only at run time: identity providers, receivers of webhooks, clusters of brokers. */
const meetsUnknownHosts = ({ identityProviderClients, brokerUrls, brokerSources }: Config) =>
  sendsWebhooks || Object.keys(identityProviderClients).length + brokerUrls.length + brokerSources.length > 0;

/** Allowed network hosts, from the settings. */
function networkOf(config: Config, databaseUrl: string): string {
  const { host, port, mail, redis, databaseDirectUrl, metrics } = config;
  if (meetsUnknownHosts(config)) return "--allow-net";
  const databaseHosts = [databaseUrl, databaseDirectUrl ?? databaseUrl].flatMap(databaseHostOf);
  // Each of several processes serves its metrics at the next port.
  const metricsHosts = Array.from({ length: processCount(config) }, (_, index) => index).flatMap((index) =>
    metrics?.port === undefined ? [] : `${host}:${metrics.port + index}`,
  );
  const hosts = [`${host}:${port}`, ...metricsHosts, ...databaseHosts, ...redisHostsOf(redis), ...mailHostsOf(mail)];
  return `--allow-net=${hosts.join(",")}`;
}

// Deno may read only these environment variables.
for (const { setting, problem, advice } of misspelt(process.env))
  process.stderr.write(`${setting} ${problem}: ${advice}\n`);

/** Deno as installed by `npm ci`, or on the PATH. */
function findDeno(): string {
  try {
    // The binary itself, since the package's wrapper script does not forward signals.
    return createRequire(import.meta.url).resolve("deno/deno");
  } catch {
    return "deno";
  }
}

const deno = findDeno();
const { error } = spawnSync(deno, ["--version"], { stdio: "ignore" });
if (error !== undefined) {
  process.stderr.write(
    "Deno cannot be started: `npm ci` without --omit=dev installs it, or install Deno 2 (https://deno.com) and have it on the PATH. On Node, `npm start` needs none.\n",
  );
  process.exit(1);
}

await withDatabase(
  (config, databaseUrl) => ({
    command: deno,
    args: [
      "run",
      "--no-prompt",
      "--allow-read=public",
      "--unstable-no-legacy-abort",
      networkOf(config, databaseUrl),
      `--allow-env=${[...settingNames, ...pgEnvironment, assignmentVariable].join(",")}`,
      "server/entry/deno.ts",
    ],
    env: {
      DATABASE_URL: databaseUrl,
      ...cacheSettings(config),
      WEBHOOKS: sendsWebhooks ? "on" : "off",
      ENCRYPTION_KEYS: keysAsText(config.encryptionKeys),
      JWT_KEYS: keysAsText(config.jwtKeys),
      ...(config.mail.kind === "mailbox" && { MAIL_URL: "mailbox:" }),
    },
  }),
  { isServer: true },
);
