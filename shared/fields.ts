import * as z from "zod";

/** Id of a row that never changes, of the named kind, such as "article". */
export const idOf = (kind: string) =>
  z
    .int()
    .min(1)
    .meta({ description: `The ${kind}'s id; it never changes.`, examples: [7] });

/** Text with at least one character that is not whitespace. */
export const requiredText = (maxLength: number) => z.string().min(1).max(maxLength).regex(/\S/);

/** Timestamp in UTC, ISO 8601 with milliseconds. */
export const Moment = z.iso
  .datetime()
  .meta({ description: "Timestamp in UTC, ISO 8601.", examples: ["2026-11-05T09:30:00.000Z"] });

/** A day without a time, which no time zone can shift. PostgreSQL has no year 0000. */
export const Day = z.iso
  .date()
  .regex(/^(?:[1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])-/)
  .meta({ description: "A day, as YYYY-MM-DD.", examples: ["2026-11-05"] });

/** A decimal number as text, which no binary fraction can round; trailing zeros are kept. Zero has no sign. */
export const Decimal = z
  .string()
  .max(64)
  .regex(/^(?:-?(?:0\.0*[1-9]\d*|[1-9]\d*(?:\.\d+)?)|0(?:\.0+)?)$/, 'must be a decimal number as text, such as "12.50"')
  .meta({ description: "A decimal number as text, exact.", examples: ["12.50"] });

/** Numbers up to one, by their digits: all shorter ones, and those of its length that are smaller at some digit, or it. */
function upTo(largest: string): string {
  const smaller = [...largest].map((digit, at) => {
    const least = at === 0 ? 1 : 0;
    const others = `\\d{${largest.length - at - 1}}`;
    return Number(digit) > least ? `${largest.slice(0, at)}[${least}-${Number(digit) - 1}]${others}` : [];
  });
  return [`[1-9]\\d{0,${largest.length - 2}}`, ...smaller.flat(), largest].join("|");
}

/** A whole number of 64 bits as text: JSON parsers round numbers beyond 2^53. */
export const Int64 = z
  .string()
  .regex(
    new RegExp(`^(?:0|${upTo("9223372036854775807")}|-(?:${upTo("9223372036854775808")}))$`),
    'must be a whole number of 64 bits as text, such as "42"',
  )
  .meta({ description: "A whole number of 64 bits as text, exact.", examples: ["9007199254740993"] });

export const Email = z
  .email()
  .min(1)
  .max(254)
  .meta({ description: "An e-mail address.", examples: ["ada@example.com"] });

/** A password to set. */
export const NewPassword = z
  .string()
  .min(8)
  .max(128)
  .meta({
    format: "password",
    description: "8 to 128 characters; no character classes are required.",
    examples: ["correct horse battery"],
  });

/** A password to verify. */
export const GivenPassword = z
  .string()
  .min(1)
  .max(128)
  .meta({ format: "password", examples: ["correct horse battery"] });

/** A session's token after it was rotated. */
export const RenewedToken = z
  .string()
  .nullable()
  .meta({
    format: "password",
    description: "The session's new token, or an app's new access token; null if a cookie holds it.",
    examples: ["c2Vzc2lvbg.c2VjcmV0"],
  });

export const Username = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u)
  .meta({ description: "A user name, unique regardless of case.", examples: ["ada"] });

export const Slug = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "The article's identifier in URLs.", examples: ["how-dovetails-hold"] });

export const Cursor = z
  .string()
  .regex(/^[0-9a-z]{1,11}$/)
  .meta({ description: "Opaque cursor: `next` of the previous page.", examples: ["2s"] });

const limit = (defaultLimit: number) =>
  z.int().min(1).max(100).default(defaultLimit).meta({ description: "Maximum number of items to return." });

/** Larger values of `limit` are clamped to this, since RealWorld front ends send any page size. */
export const maxPageSize = 100;

/** Input fields for pagination by `offset`, or by `cursor` to any depth. */
export const page = {
  limit: z
    .int()
    .min(1)
    .default(20)
    .meta({ description: `Maximum number of items to return; larger values are clamped to ${maxPageSize}.` }),
  offset: z
    .int()
    .min(0)
    .max(10_000, "must be at most 10000: use the cursor in next to go deeper")
    .default(0)
    .meta({ description: "Number of items to skip, at most 10,000; use `cursor` to go deeper." }),
  cursor: Cursor.optional(),
};

/** Input fields for pagination by cursor only, with up to 100 items a page. */
export const cursorPage = { limit: limit(100), cursor: Cursor.optional() };

/** Cursor of the next page, `null` on the last page. */
export const Next = z
  .string()
  .nullable()
  .meta({ description: "Send as `cursor` to get the next page; null on the last page.", examples: ["2s"] });

/** Output of a procedure that returns no data. */
export const Nothing = z.null();
