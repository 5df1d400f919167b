/**
 * Kind of a validation issue, for programs: to mark a field in a form and to translate the message.
 *
 * - `required`: missing, null or blank.
 * - `type`: not of the `expected` type.
 * - `too_short`, `too_long`: length outside `minimum` or `maximum`, in `unit`; `exact` if both are equal.
 * - `too_small`, `too_big`: value outside `minimum` or `maximum`; `exclusive` if the bound itself is invalid.
 * - `not_multiple`: not a multiple of `divisor`.
 * - `format`: does not match `format`, such as `email`, `date` or `regex`.
 * - `not_allowed`: not one of `options`.
 * - `name`: an invalid key of a record.
 * - `no_match`: no member of a union matches.
 * - `characters`: text with characters that cannot be stored.
 * - `rule`: a rule of the handler, or one without a code of its own.
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

/** One validation issue of an input. */
export interface Issue {
  /** Full path of the field, `lines.1.sku`. */
  readonly path: string;
  readonly code: IssueCode;
  /** Text for people; the contract's own message if it has one. */
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
