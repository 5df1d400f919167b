import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError } from "../app/config.ts";
import type { SealKey } from "../providers/seal.ts";

const keyBytes = 32;

const hasCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;

/** Creates the file at once with its content, so that a crash or a full disk leaves no part of a key; keeps an existing one. */
function create(path: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, randomBytes(keyBytes).toString("base64"), { mode: 0o600, flush: true });
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @throws {ConfigError} when the file holds anything but a key. */
function readOrCreate(path: string): Uint8Array {
  try {
    const key = Buffer.from(readFileSync(path, "utf8"), "base64");
    if (key.length === keyBytes) return key;
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    create(path);
    return readOrCreate(path);
  }
  throw new ConfigError(
    `DATA_DIR: ${path} holds no key of ${keyBytes} bytes. Restore it from a backup; without one, delete it: what was encrypted or signed with it is lost`,
  );
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
