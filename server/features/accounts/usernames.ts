/**
 * What nobody sees, or what turns the text around it: default-ignorable characters (Unicode, UAX #44), format and private
 * ones, the blank Braille pattern, and white space other than the plain space.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Noncharacter_Code_Point}\u2800]|[^\S ]/u;
const allUnseen = new RegExp(unseen, "gu");

/** Something that leaves ink by itself: a mark alone would stand on whatever is before it. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Addresses resolve these, so that nobody could be reached by them (RFC 3986, section 5.2.4). */
const isDotSegment = (name: string) => name === "." || name === "..";

const unfit = {
  unseen: "must not hold invisible or direction-changing characters",
  blank: "can't be blank",
  dots: "must not be . or ..",
} as const;

/**
 * What keeps a text from being somebody's user name from now on; names that were given before stay. JSON Schema has no
 * words for it that mean the same in every language, so the contract's pattern says less.
 * @returns a message, or `undefined` for a name that may be given.
 */
export function usernameFault(name: string): string | undefined {
  if (unseen.test(name)) return unfit.unseen;
  if (!visible.test(name)) return unfit.blank;
  return isDotSegment(name) ? unfit.dots : undefined;
}

/** The text without what a user name must not hold; `undefined` where too little is left. */
export function fitUsername(text: string): string | undefined {
  const seen = text.replace(/\s+/g, " ").replace(allUnseen, "").replace(/ {2,}/g, " ").trim();
  return usernameFault(seen) === undefined ? seen : undefined;
}
