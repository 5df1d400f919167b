import type { Access } from "./access.ts";
import { conditionsOf, needsViewer } from "./access.ts";
import type { Check } from "./checks.ts";

/**
 * How often a procedure may be called. `burst` calls pass at once, then `rate` of them every `perSeconds`, evenly
 * spread: in any stretch of `perSeconds`, at most `burst + rate`.
 */
export interface Limit {
  /**
   * Whose calls are counted together.
   *
   * - `"address"`: those from one network address; of IPv6, one /64.
   * - `"viewer"`: those of one signed-in account.
   * - `"account"`: those that name one account in the field `by`, whether it exists or not. An address from which such
   *   a call succeeded lately is counted by itself, so that nobody can lock the owner out.
   * - `"tenant"`: those within one tenant, which the access names.
   */
  readonly per: "address" | "viewer" | "account" | "tenant";
  readonly rate: number;
  readonly perSeconds: number;
  /** How many may come at once after a pause; `rate` if absent. */
  readonly burst?: number;
  /** What counts: every call, which is the default, or those that fail; a call that succeeds is given back. */
  readonly counts?: "calls" | "failures";
  /** The field that names the account; for `"account"` alone. */
  readonly by?: string;
}

/** One limit or several; a call has to pass them all. */
export type Limits = Limit | readonly Limit[];

const isList = (limits: Limits): limits is readonly Limit[] => Array.isArray(limits);

const none: readonly Limit[] = [];

/** The limits of a procedure as a list. */
export function limitsOf({ limit }: { readonly limit?: Limits }): readonly Limit[] {
  if (limit === undefined) return none;
  return isList(limit) ? limit : [limit];
}

const isCount = (value: number) => Number.isSafeInteger(value) && value > 0;

function faultOf(
  { per, rate, perSeconds, burst = rate, by }: Limit,
  access: Access,
  isText: (field: string) => boolean,
) {
  if (![rate, perSeconds, burst].every(isCount)) return "rate, perSeconds and burst must be whole numbers above 0";
  if (per === "viewer" && !needsViewer(access)) return "is per viewer, yet may be called without one";
  if (per === "tenant" && conditionsOf(access).tenant === undefined) return "is per tenant, yet the access names none";
  if (per !== "account") return by === undefined ? undefined : `is per ${per} and takes no field`;
  if (by === undefined) return "is per account, yet names no field";
  return isText(by) ? undefined : `the input has no text "${by}" that is always there`;
}

/** Limits are whole numbers, name fields that are there, and are told apart by whom they count. */
export const checkLimits: Check = ({ procedure }) => {
  const limits = limitsOf(procedure);
  const isText = (field: string) =>
    Object.hasOwn(procedure.input.shape, field) && procedure.input.shape[field]?._zod.def.type === "string";
  for (const limit of limits) {
    const fault = faultOf(limit, procedure.access, isText);
    if (fault !== undefined) return `limit: ${fault}`;
  }
  const twice = limits.find(({ per }, index) => limits.findIndex((other) => other.per === per) !== index);
  return twice === undefined ? undefined : `limit: there are two per ${twice.per}`;
};
