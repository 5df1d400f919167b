import * as z from "zod";

/** Text of one line or many that must hold something visible. */
export const requiredText = (maxLength: number) => z.string().min(1).max(maxLength).regex(/\S/);

/** A moment, as ISO 8601 in UTC with milliseconds. */
export const Moment = z.iso
  .datetime()
  .meta({ description: "A moment in UTC, ISO 8601.", examples: ["2026-11-05T09:30:00.000Z"] });

export const Email = z
  .email()
  .min(1)
  .max(254)
  .meta({ description: "An e-mail address.", examples: ["ada@example.com"] });

/** A password to be set from now on. */
export const NewPassword = z
  .string()
  .min(8)
  .max(128)
  .meta({
    format: "password",
    description: "8 to 128 characters, none of them required to be special.",
    examples: ["correct horse battery"],
  });

/** A password that may be the right one. */
export const GivenPassword = z
  .string()
  .min(1)
  .max(128)
  .meta({ format: "password", examples: ["correct horse battery"] });

/** A session's token after a call that replaced it. */
export const RenewedToken = z
  .string()
  .nullable()
  .meta({
    format: "password",
    description: "The session's new token, an app's new access token; null when a cookie holds it.",
    examples: ["c2Vzc2lvbg.c2VjcmV0"],
  });

export const Username = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u)
  .meta({ description: "A user name, unique whatever its case.", examples: ["ada"] });

export const Slug = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "An article's name in URLs.", examples: ["how-dovetails-hold"] });

export const Cursor = z
  .string()
  .regex(/^[0-9a-z]{1,11}$/)
  .meta({ description: "`next` of the page before; opaque.", examples: ["2s"] });

const limit = (defaultLimit: number) =>
  z.int().min(1).max(100).default(defaultLimit).meta({ description: "How many to answer at most." });

/** Front ends of RealWorld ask for pages of any length: what is beyond the largest gets the largest. */
export const maxPageSize = 100;

/** Fields of every paged call: a page by number (`offset`) or, at any depth, by `cursor`. */
export const page = {
  limit: z
    .int()
    .min(1)
    .default(20)
    .meta({ description: `How many to answer at most; a page holds ${maxPageSize}, whatever is asked beyond.` }),
  offset: z
    .int()
    .min(0)
    .max(10_000, "must be at most 10000: use the cursor in next to go deeper")
    .default(0)
    .meta({ description: "How many to skip, at most 10,000; use `cursor` to go deeper." }),
  cursor: Cursor.optional(),
};

/** Fields of a call paged by cursor alone, answering up to a hundred at once. */
export const cursorPage = { limit: limit(100), cursor: Cursor.optional() };

/** Cursor of the page after, `null` on the last. */
export const Next = z
  .string()
  .nullable()
  .meta({ description: "Send as `cursor` for the page after; null on the last.", examples: ["2s"] });

/** The answer of a call that has nothing to tell. */
export const Nothing = z.null();
