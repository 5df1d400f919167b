import { randomBytes } from "node:crypto";
import { startUpstashServer } from "../embedded/upstash.ts";
import { settingNames } from "../server/app/environment.ts";
// Redis in memory runs the scripts that this process has defined, the cache's among them.
import "../server/cache/index.ts";
import { keysAsText } from "../server/entry/local-key.ts";
import { createMemoryTransport } from "../server/redis/index.ts";
import { withDatabase } from "./start-with-database.ts";

// Optionally takes the script of another worker than the one in wrangler.toml.

// Addresses on this machine; the worker gets its database by its binding.
const local = new Set(["DATABASE_URL", "DATA_DIR", "PORT", "HOST"]);

const settings = settingNames.flatMap((name) => {
  const value = process.env[name];
  return value && !local.has(name) ? ["--var", `${name}:${value}`] : [];
});

/** wrangler rejects a URL without a password, even if the server requires none. */
function withPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password ||= "none";
  return url.href;
}

/** A Redis behind the Upstash protocol for the worker, unless a real one is configured. */
async function startRedis() {
  if (process.env.UPSTASH_REDIS_REST_URL) return { settings: [], stop: async () => {} };
  const token = randomBytes(24).toString("base64url");
  const { url, stop } = await startUpstashServer({ token, backend: createMemoryTransport() });
  const settings = [`UPSTASH_REDIS_REST_URL:${url}`, `UPSTASH_REDIS_REST_TOKEN:${token}`];
  return { settings: settings.flatMap((setting) => ["--var", setting]), stop };
}

const redis = await startRedis();
await withDatabase(({ host, port, publicUrl, encryptionKeys, jwtKeys, mail }, databaseUrl) => ({
  command: "wrangler",
  args: [
    "dev",
    ...process.argv.slice(2),
    "--ip",
    host,
    "--port",
    String(port),
    "--show-interactive-dev-session=false",
    ...(process.env.PUBLIC_URL ? [] : ["--var", `PUBLIC_URL:${publicUrl.href}`]),
    "--var",
    `ENCRYPTION_KEYS:${keysAsText(encryptionKeys)}`,
    ...(process.env.SERVER_TIMING ? [] : ["--var", "SERVER_TIMING:on"]),
    "--var",
    `JWT_KEYS:${keysAsText(jwtKeys)}`,
    ...(mail.kind === "mailbox" && !process.env.MAIL_URL ? ["--var", "MAIL_URL:mailbox:"] : []),
    ...settings,
    ...redis.settings,
  ],
  env: {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: withPassword(databaseUrl),
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_SEND_METRICS: "false",
  },
}));
await redis.stop();
