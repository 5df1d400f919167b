import type * as z from "zod";
import type { Job, Jobs } from "../../shared/contract/index.ts";
import { type JobInputs, type JobName, jobs } from "../../shared/jobs.ts";
import type { Tx } from "../database/index.ts";
import { currentTraceparent, inSpan, messageSpan } from "../telemetry/index.ts";
import { storedNameOf } from "./names.ts";
import { insertJob } from "./queries.ts";

export interface EnqueueOptions {
  /** ISO time with an offset, such as `2027-01-31T08:00:00Z`, from which the job is due. */
  readonly at?: string;
  /** Jobs of one name and key are done one at a time, in the order in which they were enqueued. */
  readonly key?: string;
  /** Above 0: the caller does the work itself after the commit, so dispatchers do not claim the job for this long. */
  readonly delayMs?: number;
}

/** PostgreSQL would also take `tomorrow`, `infinity`, and a time without an offset as one of the session's zone. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;
const maxKeyLength = 255;
const maxUniqueLength = 512;

/** The values that distinguish the job from others of its name; `undefined` where it need not be unique. */
export function uniqueKeyOf({ unique, summary }: Job, input: unknown): string | undefined {
  if (unique === undefined) return undefined;
  const fields = new Map(Object.entries(input ?? {}));
  const key = JSON.stringify(unique.map((field) => fields.get(field) ?? null));
  if (key.length > maxUniqueLength)
    throw new RangeError(`"${summary}": its unique fields have more than 512 characters`);
  return key;
}

/**
 * Enqueues a job in the transaction of the change that needs it, so both commit atomically.
 * @returns the job's id, the same in every attempt; of a unique job, the id of the one that is already waiting.
 * @throws {TypeError} outside a transaction; {RangeError} for a key that is too long, and for a time that is none; {z.ZodError} when the input does not
 * fit the job.
 *
 * @example
 * await transaction(db, async (tx) => {
 *   await changeRole(tx, accountId, role);
 *   await enqueue(tx, "mail.notice", { accountId, to: null, about: "role_changed" });
 * });
 */
export const enqueue = <N extends JobName>(
  tx: Tx,
  name: N,
  input: JobInputs[N],
  options: EnqueueOptions = {},
): Promise<string> => enqueueOf(jobs, tx, name, input, options);

/** {@link enqueue} for other declarations. */
export async function enqueueOf<J extends Jobs, N extends keyof J & string>(
  declared: J,
  tx: Tx,
  name: N,
  input: z.output<J[N]["input"]>,
  { at, key, delayMs = 0 }: EnqueueOptions = {},
): Promise<string> {
  if (!tx.isTransaction) throw new TypeError(`"${name}" must be enqueued in the transaction that asks for it`);
  if (key !== undefined && (key === "" || key.length > maxKeyLength))
    throw new RangeError(`"${name}": a key has 1 to ${maxKeyLength} characters`);
  if (at !== undefined && !(isoTime.test(at) && Number.isFinite(Date.parse(at))))
    throw new RangeError(`"${name}": at must be an ISO time with an offset, such as 2027-01-31T08:00:00Z`);
  const declaration = declared[name];
  if (declaration === undefined) throw new TypeError(`"${name}" is not a declared job`);
  const parsed = declaration.input.parse(input);
  const uniqueKey = uniqueKeyOf(declaration, parsed);
  const job = { name: storedNameOf(name, declaration), input: JSON.stringify(parsed), delayMs, at, key, uniqueKey };
  return inSpan(messageSpan("create", "enqueue", name), () =>
    insertJob(tx, { ...job, traceparent: currentTraceparent() }),
  );
}
