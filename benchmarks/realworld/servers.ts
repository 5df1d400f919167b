import { fileURLToPath } from "node:url";
import { runBy } from "../contestants.ts";
import type { ServerCommand } from "../servers.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Dovetail as it is deployed, but for its log of every request and its limits. */
export const dovetailServer = (databaseUrl: string): ServerCommand =>
  runBy("node", at("../../server/entry/node.ts"), { DATABASE_URL: databaseUrl, LOG_LEVEL: "warn", LIMITS: "off" });

export const floorServer = (databaseUrl: string): ServerCommand =>
  runBy("node", at("./floor.ts"), { DATABASE_URL: databaseUrl });

/**
 * What is compared with the floor, by name. A variant, such as one whose answers come from the cache, is one more entry
 * with another environment.
 */
export const variants = (databaseUrl: string): ReadonlyMap<string, ServerCommand> =>
  new Map([["dovetail", dovetailServer(databaseUrl)]]);
