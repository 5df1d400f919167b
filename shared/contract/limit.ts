import type { Access } from "./access.ts";
import { conditionsOf, needsViewer } from "./access.ts";
import { parameterEncodingOf } from "./parameter-encoding.ts";
import type { Check } from "./procedure-checks.ts";

/**
 * A rate limit of a procedure, as a token bucket: `burst` calls pass at once, then `rate` calls every `perSeconds`,
 * evenly spread. Any window of `perSeconds` allows at most `burst + rate` calls.
 */
export interface Limit {
  /**
   * The key that calls are counted by.
   *
   * - `"address"`: the network address of the caller; for IPv6, the /64.
   * - `"viewer"`: the signed-in account.
   * - `"account"`: the account named in the field `by`, whether it exists or not. An address with a recent successful
   *   call for the account is counted separately, so that attackers cannot lock the owner out.
   * - `"tenant"`: the tenant that the access names.
   */
  readonly per: "address" | "viewer" | "account" | "tenant";
  readonly rate: number;
  readonly perSeconds: number;
  /** Calls that may arrive at once when the bucket is full; `rate` if absent. */
  readonly burst?: number;
  /** Which calls count: all (default), or failed calls only; a successful call is refunded. */
  readonly counts?: "calls" | "failures";
  /** The field that names the account; for `"account"` only. */
  readonly by?: string;
}

/** One limit or several; a call must pass all of them. */
export type Limits = Limit | readonly Limit[];

const isList = (limits: Limits): limits is readonly Limit[] => Array.isArray(limits);

const none: readonly Limit[] = [];

/** The limits of a procedure as a list. */
export function limitsOf({ limit }: { readonly limit?: Limits }): readonly Limit[] {
  if (limit === undefined) return none;
  return isList(limit) ? limit : [limit];
}

const isCount = (value: number) => Number.isSafeInteger(value) && value > 0;

/** True for a limit whose numbers are whole and above 0. */
export const isSound = ({ rate, perSeconds, burst = rate }: Limit): boolean => [rate, perSeconds, burst].every(isCount);

function errorOf(limit: Limit, access: Access, isText: (field: string) => boolean) {
  const { per, by } = limit;
  if (!isSound(limit)) return "rate, perSeconds and burst must be whole numbers above 0";
  if (per === "viewer" && !needsViewer(access)) return "is per viewer, but the access allows calls without one";
  if (per === "tenant" && conditionsOf(access).tenant === undefined) return "is per tenant, but the access names none";
  if (per !== "account") return by === undefined ? undefined : `is per ${per}: "by" is for "account" only`;
  if (by === undefined) return 'is per account: name the field in "by"';
  return isText(by) ? undefined : `the input needs "${by}" as a required text`;
}

/** Limits are whole numbers, name existing fields, and use each key once. */
export const checkLimits: Check = ({ procedure }) => {
  const limits = limitsOf(procedure);
  const isText = (field: string) => {
    const schema = Object.hasOwn(procedure.input.shape, field) ? procedure.input.shape[field] : undefined;
    const encoding = schema === undefined || schema._zod.optin !== undefined ? undefined : parameterEncodingOf(schema);
    return encoding?.kind === "scalar" && encoding.of.size === 1 && encoding.of.has("text");
  };
  for (const limit of limits) {
    const error = errorOf(limit, procedure.access, isText);
    if (error !== undefined) return `limit: ${error}`;
  }
  const twice = limits.find(({ per }, index) => limits.findIndex((other) => other.per === per) !== index);
  return twice === undefined ? undefined : `limit: there are two per ${twice.per}`;
};
