import { createHash } from "node:crypto";
import { conditionsOf, type Limit, limitsOf, type Procedure } from "../../shared/contract/index.ts";
import { type CallLimiter, isKnown, trustAddress } from "../limits/index.ts";
import type { LimitState } from "../redis/index.ts";
import type { Call, Services, Viewer } from "./context.ts";
import { standardError } from "./errors.ts";
import type { Implementation } from "./implement.ts";

/** Result of the limit checks that the rest of the call uses. */
export interface PassedLimits {
  /** Rate limit headers of the response. */
  readonly headers: Readonly<Record<string, string>>;
  /** Reports that the call succeeded; absent where no limit depends on it. */
  readonly onSuccess?: () => Promise<void>;
  /** Refunds the call where only failures are counted. */
  readonly refund?: () => Promise<void>;
}

/** The call to count. */
export interface LimitedCall {
  readonly services: Pick<Services, "db" | "limiter">;
  readonly implementation: Pick<Implementation, "name" | "procedure">;
  readonly call: Pick<Call, "address">;
  readonly viewer: Viewer | null;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Passed without any limit. */
export const unlimited: PassedLimits = { headers: {} };

/**
 * Normalizes a name. Spellings that the database treats as one name give one text; others that also do are merely
 * counted together.
 */
const normalizeName = (name: unknown) => String(name).normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");

/** Fingerprint of an account in one procedure, and of the address that uses it. */
const fingerprintOf = ({ implementation, input, call }: LimitedCall, { by = "" }: Limit) => {
  const ofName = createHash("sha256")
    .update(`${implementation.name} ${normalizeName(input[by])}`)
    .digest();
  const ofPlace = createHash("sha256").update(ofName).update(call.address).digest();
  return { ofName, ofPlace };
};

/**
 * Strict limits are counted across all processes or the call is refused: for guesses at an account, and for anonymous
 * writes.
 */
const isStrict = ({ kind, access }: Procedure, limits: readonly Limit[]) =>
  limits.some(({ per }) => per === "account") || (kind === "mutation" && access === "public");

async function limitKeyOf(of: LimitedCall, limit: Limit): Promise<string> {
  if (limit.per === "address") return of.call.address;
  if (limit.per === "viewer") return String(of.viewer?.id);
  const { tenant } = conditionsOf(of.implementation.procedure.access);
  if (limit.per === "tenant" && tenant !== undefined)
    return fingerprintOf(of, { ...limit, by: tenant.field }).ofName.toString("base64url");
  const { ofName, ofPlace } = fingerprintOf(of, limit);
  const isTrusted = await isKnown(of.services.db, ofPlace);
  return (isTrusted ? ofPlace : ofName).toString("base64url");
}

const msPerSecond = 1000;
const secondsOf = (ms: number) => Math.ceil(ms / msPerSecond);

/** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers. */
const headersOf = (counted: readonly (readonly [Limit, LimitState])[]) => ({
  "ratelimit-policy": counted.map(([{ per, rate, perSeconds }]) => `"${per}";q=${rate};w=${perSeconds}`).join(", "),
  ratelimit: counted
    .map(([{ per }, taken]) => `"${per}";r=${taken.remaining};t=${secondsOf(taken.retryAfterMs || taken.resetMs)}`)
    .join(", "),
});

/** The limiter that counts the call; `null` where its contract has no limits, or limits are off. */
export const limiterOf = ({ services, implementation }: LimitedCall): CallLimiter | null =>
  limitsOf(implementation.procedure).length === 0 ? null : services.limiter;

/**
 * Counts the call against all limits of its contract, in one step.
 * @throws {ApiError} 429 when a limit is exceeded; then the call is counted by none.
 */
export async function takeLimits(of: LimitedCall, limiter: CallLimiter): Promise<PassedLimits> {
  const { services, implementation } = of;
  const limits = limitsOf(implementation.procedure);
  const checks = await Promise.all(
    limits.map(async (limit) => ({
      key: `${implementation.name}:${limit.per}:${await limitKeyOf(of, limit)}`,
      count: limit.rate,
      periodMs: limit.perSeconds * msPerSecond,
      ...(limit.burst !== undefined && { burst: limit.burst }),
    })),
  );
  const strict = isStrict(implementation.procedure, limits);
  const taken = await limiter.take(checks, strict);
  const counted = limits.flatMap((limit, at) => {
    const answer = taken.limits[at];
    return answer === undefined ? [] : [[limit, answer] as const];
  });
  if (!taken.allowed) {
    const exceeded = counted.filter(([, { allowed }]) => !allowed);
    const retryAfterSeconds = secondsOf(Math.max(1, ...exceeded.map(([, { retryAfterMs }]) => retryAfterMs)));
    throw standardError("limited", { retryAfterSeconds, headers: headersOf(exceeded) });
  }
  const byAccount = limits.filter(({ per }) => per === "account");
  const refunded = checks.filter((_, at) => limits[at]?.counts === "failures").map((check) => ({ ...check, cost: -1 }));
  const refund = async () => {
    // A failed refund only lengthens the wait of this caller.
    if (refunded.length > 0) await limiter.take(refunded, strict).catch(() => {});
  };
  const onSuccess = async () => {
    await refund();
    // The call has succeeded; at worst its address stays untrusted.
    for (const limit of byAccount) await trustAddress(services.db, fingerprintOf(of, limit).ofPlace).catch(() => {});
  };
  return { headers: headersOf(counted), onSuccess, refund };
}
