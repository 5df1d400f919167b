import { settingNames } from "../server/config.ts";
import { keysAsText } from "../server/entry/local-key.ts";
import type { MailSettings } from "../server/providers/mail/index.ts";
import { withDatabase } from "./with-database.ts";

// pg reads these when it is loaded; none of them needs to be set.
const pgEnvironment = ["PG*", "NODE_PG_FORCE_NATIVE", "USER", "USERNAME", "READABLE_STREAM", "NODE_ENV"];

/** Host and port as `--allow-net` wants them. */
const hostOf = (url: string, defaultPort: number) => {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || defaultPort}`;
};

/** Where mail goes. */
function mailHostsOf(mail: MailSettings): readonly string[] {
  if (mail.kind === "smtp") return [hostOf(mail.url, mail.url.startsWith("smtps:") ? 465 : 587)];
  return mail.kind === "resend" ? [hostOf(mail.url, 443)] : [];
}

await withDatabase(({ host, port, encryptionKeys, jwtKeys, mail }, databaseUrl) => ({
  command: "deno",
  args: [
    "run",
    "--no-prompt",
    "--allow-read=public",
    "--unstable-no-legacy-abort",
    `--allow-net=${[`${host}:${port}`, hostOf(databaseUrl, 5432), ...mailHostsOf(mail)].join(",")}`,
    `--allow-env=${[...settingNames, ...pgEnvironment].join(",")}`,
    "server/entry/deno.ts",
  ],
  env: {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEYS: keysAsText(encryptionKeys),
    JWT_KEYS: keysAsText(jwtKeys),
    ...(mail.kind === "mailbox" && { MAIL_URL: "mailbox:" }),
  },
}));
