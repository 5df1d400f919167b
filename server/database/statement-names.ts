import { createHash } from "node:crypto";

/** More than the application has statements. Bounds the server's memory where texts are generated per call. */
const maxNames = 300;
/** 32 hex digits, 128 bits: collisions are negligible. */
const hashLength = 32;

/**
 * Names prepared statements, so that a connection parses and plans each text once. A name is a hash of the text, so it means
 * the same text in every process and on every connection.
 * @returns `undefined` for transaction control, and for new texts once there are too many.
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const cached = names.get(text);
    if (cached !== undefined) return cached;
    if (names.size === maxNames || !/^(?:select|insert|update|delete|with)\b/.test(text)) return undefined;
    const name = `dovetail_${createHash("sha256").update(text).digest("hex").slice(0, hashLength)}`;
    names.set(text, name);
    return name;
  };
}
