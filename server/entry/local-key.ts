import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { SealKey } from "../providers/seal.ts";

const fileName = "encryption.key";
const keyBytes = 32;

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

function readOrMake(path: string): Uint8Array {
  try {
    return Buffer.from(readFileSync(path, "utf8"), "base64");
  } catch (error) {
    if (!isMissing(error)) throw error;
    const key = randomBytes(keyBytes);
    writeFileSync(path, key.toString("base64"), { mode: 0o600, flag: "wx" });
    return key;
  }
}

/**
 * The configured encryption keys; for the embedded database, where none is configured, one of its own that is kept beside
 * it. Servers that share a database need the same key, so there none is made up.
 */
export function encryptionKeysOf({ databaseUrl, dataDir, encryptionKeys }: Config): readonly SealKey[] {
  if (databaseUrl !== undefined || encryptionKeys.length > 0) return encryptionKeys;
  return [{ id: "local", secret: readOrMake(join(dataDir, fileName)) }];
}

/** Keys as the setting `ENCRYPTION_KEYS` wants them, the current one first. */
export const keysAsText = (keys: readonly SealKey[]): string =>
  keys.map(({ id, secret }) => `${id}:${Buffer.from(secret).toString("base64")}`).join(",");
