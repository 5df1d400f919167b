/**
 * Invisible and direction-changing characters: default-ignorable characters (Unicode, UAX #44), format and private-use
 * ones, the blank Braille pattern, and white space other than the plain space.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Noncharacter_Code_Point}\u2800]|[^\S ]/u;
const allUnseen = new RegExp(unseen, "gu");

/** A character that is visible by itself: a combining mark alone would attach to the text before it. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Dot segments: URLs resolve them, so such a profile could not be addressed (RFC 3986, section 5.2.4). */
const isDotSegment = (name: string) => name === "." || name === "..";

const unfit = {
  unseen: "must not hold invisible or direction-changing characters",
  blank: "can't be blank",
  dots: "must not be . or ..",
} as const;

/**
 * Validates a new user name; existing names stay. JSON Schema cannot express the rule portably, so the contract's
 * pattern is looser.
 * @returns a message, or `undefined` for a valid name.
 */
export function usernameError(name: string): string | undefined {
  if (unseen.test(name)) return unfit.unseen;
  if (!visible.test(name)) return unfit.blank;
  return isDotSegment(name) ? unfit.dots : undefined;
}

/** Removes invalid characters from a user name; `undefined` where too little remains. */
export function fitUsername(text: string): string | undefined {
  const seen = text.replace(/\s+/g, " ").replace(allUnseen, "").replace(/ {2,}/g, " ").trim();
  return usernameError(seen) === undefined ? seen : undefined;
}
