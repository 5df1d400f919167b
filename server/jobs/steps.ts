import { type Db, type Tx, transaction } from "../database/index.ts";
import { findStep, openStep, storeStep } from "./steps.queries.ts";

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Stores results of parts of a job, so that a later attempt resumes where an earlier one stopped. */
export interface Steps {
  /**
   * Runs `work` in a transaction that also stores its result; in later attempts returns that result instead. The effects of
   * `work` in the database happen exactly once, even when the process is killed or two attempts overlap.
   * @param name unique within the job, and the same in each attempt.
   * @returns the result as JSON keeps it; `null` for work without one.
   * @throws {LeaseLost} when the job was cancelled or another attempt holds it; the errors of `work`.
   */
  readonly step: <T extends Json>(name: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /**
   * Like {@link Steps.step} for effects elsewhere, such as a charge: `work` runs outside of any transaction, and again when the
   * process ends before the result is stored. The other side can detect a repetition by the idempotency key.
   */
  readonly call: <T extends Json>(
    name: string,
    work: (context: { readonly idempotencyKey: string; readonly signal: AbortSignal }) => Promise<T>,
  ) => Promise<T>;
}

/** The job was cancelled, or another attempt holds it. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** The attempt that the steps belong to. */
export interface StepContext {
  readonly db: Db;
  readonly id: string;
  readonly lease: string;
  readonly signal: AbortSignal;
}

const maxNameLength = 100;
const maxResultBytes = 262_144;

/** The stored JSON is what `work` of the same step returned: a step's name belongs to one function, which may not change its type. */
const asResult = <T>(stored: unknown): T => stored as T;

function encode(name: string, result: unknown): string {
  const text = JSON.stringify(result ?? null);
  if (Buffer.byteLength(text) > maxResultBytes)
    throw new RangeError(`the result of step "${name}" has more than ${maxResultBytes} bytes: store it in a table`);
  return text;
}

/** Creates the steps of one attempt. */
export function createSteps({ db, id, lease, signal }: StepContext): Steps {
  const begun = new Set<string>();
  const begin = (name: string) => {
    if (name === "" || name.length > maxNameLength) throw new RangeError("a step's name has 1 to 100 characters");
    if (begun.has(name)) throw new TypeError(`step "${name}" was begun before in this attempt`);
    begun.add(name);
    signal.throwIfAborted();
    return findStep(db, id, name);
  };
  /** Stores the result of `work`, or finds the one that another attempt stored meanwhile. */
  const keep = <T>(name: string, work: (tx: Tx) => Promise<T>) =>
    transaction(db, async (tx) => {
      // The row is written first: an overlapping attempt waits for it here, before it has any effect.
      if (await openStep(tx, { id, lease, name })) {
        const text = encode(name, await work(tx));
        await storeStep(tx, id, name, text);
        return asResult<T>(JSON.parse(text));
      }
      const stored = await findStep(tx, id, name);
      if (stored === undefined) throw new LeaseLost("the job was cancelled, or another attempt holds it");
      return asResult<T>(stored.result);
    });
  return {
    step: async (name, work) => {
      const stored = await begin(name);
      return stored === undefined ? keep(name, work) : asResult(stored.result);
    },
    call: async (name, work) => {
      const stored = await begin(name);
      if (stored !== undefined) return asResult(stored.result);
      const result = await work({ idempotencyKey: `${id}:${name}`, signal });
      return keep(name, async () => result);
    },
  };
}
