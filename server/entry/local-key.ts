import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../app/config.ts";
import type { SealKey } from "../providers/seal.ts";

const keyBytes = 32;

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

function readOrCreate(path: string): Uint8Array {
  try {
    return Buffer.from(readFileSync(path, "utf8"), "base64");
  } catch (error) {
    if (!isMissing(error)) throw error;
    const key = randomBytes(keyBytes);
    writeFileSync(path, key.toString("base64"), { mode: 0o600, flag: "wx" });
    return key;
  }
}

type Keys = Pick<Config, "encryptionKeys" | "jwtKeys">;

/**
 * The configured keys. The embedded database gets generated keys, stored beside it, where none are configured.
 * Servers that share a database need the same keys, so none are generated there.
 */
export function keysOf({ databaseUrl, dataDir, encryptionKeys, jwtKeys }: Config): Keys {
  const localKey = (fileName: string) => [{ id: "local", secret: readOrCreate(join(dataDir, fileName)) }];
  const isShared = databaseUrl !== undefined;
  return {
    encryptionKeys: isShared || encryptionKeys.length > 0 ? encryptionKeys : localKey("encryption.key"),
    jwtKeys: isShared || jwtKeys.length > 0 ? jwtKeys : localKey("jwt.key"),
  };
}

/** Formats keys as a setting, the current one first. */
export const keysAsText = (keys: readonly SealKey[]): string =>
  keys.map(({ id, secret }) => `${id}:${Buffer.from(secret).toString("base64")}`).join(",");
