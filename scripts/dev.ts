import { cacheSettings, withDatabase } from "./with-database.ts";

// The database stays up while the server restarts at each change.
await withDatabase((config, databaseUrl) => ({
  command: process.execPath,
  args: ["--watch", "--watch-preserve-output", "server/entry/node.ts"],
  env: { DATABASE_URL: databaseUrl, ...cacheSettings(config), SERVER_TIMING: process.env.SERVER_TIMING || "on" },
}));
