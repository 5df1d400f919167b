/**
 * What is wrong with a field, for programs: to mark it in a form and to tell it in the reader's language.
 *
 * - `required`: missing, null or blank.
 * - `type`: of another type than `expected`.
 * - `too_short`, `too_long`: by `minimum`, `maximum`, counted in `unit`; `exact` where both are one.
 * - `too_small`, `too_big`: by `minimum`, `maximum`; `exclusive` where the bound itself is refused.
 * - `not_multiple`: not a multiple of `divisor`.
 * - `format`: not of the `format`, such as `email`, `date` or `regex`.
 * - `not_allowed`: none of `options`.
 * - `name`: a record has a name that is not allowed.
 * - `no_match`: none of several shapes fits.
 * - `characters`: text that cannot be kept.
 * - `rule`: a rule of the handler's, or one that has no code of its own.
 */
export type IssueCode =
  | "required"
  | "type"
  | "too_short"
  | "too_long"
  | "too_small"
  | "too_big"
  | "not_multiple"
  | "format"
  | "not_allowed"
  | "name"
  | "no_match"
  | "characters"
  | "rule";

/** One thing that is wrong with an input. */
export interface Issue {
  /** The whole path of the field, `lines.1.sku`. */
  readonly path: string;
  readonly code: IssueCode;
  /** What people read: the contract's own words where it has some. */
  readonly message: string;
  readonly expected?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusive?: true;
  readonly exact?: true;
  readonly unit?: "characters" | "items";
  readonly divisor?: number;
  readonly format?: string;
  readonly options?: readonly (string | number | boolean | null)[];
}
