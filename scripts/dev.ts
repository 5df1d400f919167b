import { cacheSettings, withDatabase } from "./start-with-database.ts";

// The database keeps running while the server restarts after each change.
await withDatabase((config, databaseUrl) => ({
  command: process.execPath,
  args: ["--watch", "--watch-preserve-output", "server/entry/node.ts"],
  env: {
    DATABASE_URL: databaseUrl,
    WORKERS: "1",
    ...cacheSettings(config),
    SERVER_TIMING: process.env.SERVER_TIMING || "on",
    CALL_RECORDER: process.env.CALL_RECORDER || "on",
  },
}));
