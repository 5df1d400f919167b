import { settingNames } from "../server/config.ts";
import { withDatabase } from "./with-database.ts";

// These say where things are on this machine; the worker gets its database by its binding.
const local = new Set(["DATABASE_URL", "DATA_DIR", "PORT", "HOST"]);

const settings = settingNames.flatMap((name) => {
  const value = process.env[name];
  return value && !local.has(name) ? ["--var", `${name}:${value}`] : [];
});

/** wrangler refuses an address without a password, even where the server asks for none. */
function withPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password ||= "none";
  return url.href;
}

await withDatabase(({ host, port, publicUrl }, databaseUrl) => ({
  command: "wrangler",
  args: [
    "dev",
    "--ip",
    host,
    "--port",
    String(port),
    "--show-interactive-dev-session=false",
    ...(process.env.PUBLIC_URL ? [] : ["--var", `PUBLIC_URL:${publicUrl.href}`]),
    ...settings,
  ],
  env: {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: withPassword(databaseUrl),
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_SEND_METRICS: "false",
  },
}));
