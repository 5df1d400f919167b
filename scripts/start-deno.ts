import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import type { Config, RedisConfig } from "../server/app/config.ts";
import { misspelt } from "../server/app/setting-warnings.ts";
import { settingNames } from "../server/app/settings.ts";
import { readDatabaseAddress } from "../server/database/index.ts";
import { keysAsText } from "../server/entry/local-key.ts";
import type { MailSettings } from "../server/providers/mail/index.ts";
import { cacheSettings, withDatabase } from "./with-database.ts";

// pg reads these when it is loaded; none of them needs to be set.
const pgEnvironment = ["PG*", "NODE_PG_FORCE_NATIVE", "USER", "USERNAME", "READABLE_STREAM", "NODE_ENV"];

/** Host and port as `--allow-net` wants them. */
const hostOf = (url: string, defaultPort: number) => {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || defaultPort}`;
};

/** Where the database is; a folder of sockets is no host. */
function databaseHostOf(url: string): readonly string[] {
  const { host = "localhost", port = 5432 } = readDatabaseAddress(url);
  return host.startsWith("/") ? [] : [`${host}:${port}`];
}

/** Where mail goes. */
function mailHostsOf(mail: MailSettings): readonly string[] {
  if (mail.kind === "smtp") return [hostOf(mail.url, mail.url.startsWith("smtps:") ? 465 : 587)];
  return mail.kind === "resend" ? [hostOf(mail.url, 443)] : [];
}

function redisHostsOf(redis: RedisConfig): readonly string[] {
  if (redis.kind === "tcp") return [hostOf(redis.url, 6379)];
  return redis.kind === "upstash" ? [hostOf(redis.url, 443)] : [];
}

/** What may be reached: the hosts that the settings name. Providers name theirs only when they are asked. */
function networkOf(config: Config, databaseUrl: string): string {
  const { host, port, mail, redis, oauthClients, databaseDirectUrl } = config;
  if (Object.keys(oauthClients).length > 0) return "--allow-net";
  const databaseHosts = [databaseUrl, databaseDirectUrl ?? databaseUrl].flatMap(databaseHostOf);
  const hosts = [`${host}:${port}`, ...databaseHosts, ...redisHostsOf(redis), ...mailHostsOf(mail)];
  return `--allow-net=${hosts.join(",")}`;
}

// Deno itself may read nothing but the settings.
for (const { setting, problem, advice } of misspelt(process.env))
  process.stderr.write(`${setting} ${problem}: ${advice}\n`);

/** Deno as `npm ci` brings it, or as it is installed on this machine. */
function findDeno(): string {
  try {
    // The binary itself: the package's own script in front of it passes no signals on.
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

await withDatabase((config, databaseUrl) => ({
  command: deno,
  args: [
    "run",
    "--no-prompt",
    "--allow-read=public",
    "--unstable-no-legacy-abort",
    networkOf(config, databaseUrl),
    `--allow-env=${[...settingNames, ...pgEnvironment].join(",")}`,
    "server/entry/deno.ts",
  ],
  env: {
    DATABASE_URL: databaseUrl,
    ...cacheSettings(config),
    ENCRYPTION_KEYS: keysAsText(config.encryptionKeys),
    JWT_KEYS: keysAsText(config.jwtKeys),
    ...(config.mail.kind === "mailbox" && { MAIL_URL: "mailbox:" }),
  },
}));
