import { createHash } from "node:crypto";

/** More statements than a program has; texts made anew for each call must not fill the server's memory. */
const maxNames = 300;
/** 128 bits: two texts do not meet. */
const hashLength = 32;

/**
 * Names statements, so that a connection parses and plans each of them once. A name is a hash of its text: in whichever
 * process, and on whichever connection it is met, it stands for that text alone.
 * @returns `undefined` for what is not worth a name: transaction control, and any text once there are too many.
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size === maxNames || !/^(?:select|insert|update|delete|with)\b/.test(text)) return undefined;
    const name = `dovetail_${createHash("sha256").update(text).digest("hex").slice(0, hashLength)}`;
    names.set(text, name);
    return name;
  };
}
