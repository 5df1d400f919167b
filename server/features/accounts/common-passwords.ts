import { commonPasswords } from "./common-passwords.data.ts";

/** Longest repeated unit that counts as trivial, as in `12341234`. */
const maxUnitLength = 4;

const forwards = ["0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const backwards = forwards.map((row) => [...row].reverse().join(""));
/** Each row doubled, so that a sequence may wrap around, as 67890123 does. */
const rows = [...forwards, ...backwards].map((row) => row + row);

const day = "(?:0[1-9]|[12]\\d|3[01])";
const month = "(?:0[1-9]|1[0-2])";
const year = "(?:19|20)\\d\\d";
const date = new RegExp(`^(?:${day}${month}${year}|${month}${day}${year}|${year}${month}${day})$`);

function isRepetition(password: string): boolean {
  for (let unit = 1; unit <= maxUnitLength && unit * 2 <= password.length; unit++)
    if (password.startsWith(password.slice(unit))) return true;
  return false;
}

/**
 * True for patterns that attackers try first: `aaaaaaaa`, `12341234`; `87654321`, `qwertyuiop`; `31121999`, `19991231`.
 */
const isTrivial = (password: string): boolean =>
  isRepetition(password) || rows.some((row) => row.includes(password)) || date.test(password);

/** Decodes the front-coded list. */
function decode(coded: string): Set<string> {
  const entries = new Set<string>();
  let previous = "";
  for (const [, capital = "A", rest = ""] of coded.matchAll(/([A-Z])([^A-Z]+)/g)) {
    previous = previous.slice(0, capital.charCodeAt(0) - "A".charCodeAt(0)) + rest;
    entries.add(previous);
  }
  return entries;
}

// Built at first use: a worker's start-up time is limited, and most of its requests set no password.
let entries: ReadonlySet<string> | undefined;

/**
 * Whether a password of eight or more characters is one that attackers try first: on the local list of well-known
 * passwords, or of a trivial pattern. Ignores case, and compares the form that is hashed (NFKC).
 */
export function isCommonPassword(password: string): boolean {
  entries ??= decode(commonPasswords);
  const plain = password.normalize("NFKC").toLowerCase();
  return isTrivial(plain) || entries.has(plain);
}
