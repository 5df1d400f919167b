import type * as z from "zod";
import type { Job, Jobs } from "../../shared/contract/index.ts";
import { type JobInputs, type JobName, jobs } from "../../shared/jobs.ts";
import { storedNameOf } from "./names.ts";
import type { Steps } from "./steps.ts";

/** One attempt of a job, as its handler sees it. */
export interface JobRun<Input = unknown> extends Steps {
  /** The same in every attempt; the idempotency key for work that must not be done twice. */
  readonly id: string;
  readonly name: string;
  readonly input: Input;
  /** Start of the enqueuing transaction, by the database's clock. */
  readonly createdAt: string;
  /** The due minute of the schedule that enqueued the job; `null` for other jobs. */
  readonly scheduledFor: string | null;
  /** Starts at 1. */
  readonly attempt: number;
  /**
   * Aborts at the deadline, when the job is cancelled or when the dispatcher stops; from then on another dispatcher may claim
   * the job.
   */
  readonly signal: AbortSignal;
}

/** Does a job. Attempts are repeated after failures and crashes, so a handler must be idempotent. */
export type JobHandler<Input> = (run: JobRun<Input>) => Promise<void>;

/** Handlers by job. Jobs without a handler here are left to another dispatcher. */
export type HandlersOf<J extends Jobs> = { readonly [N in keyof J]?: JobHandler<z.output<J[N]["input"]>> };

/** Handlers of the declared jobs. */
export type Handlers = HandlersOf<typeof jobs>;

/** The input does not match the schema of this version of the job. */
export class InputMismatch extends Error {
  override readonly name = "InputMismatch";
}

/** A declared job with its handler. */
export interface BoundJob {
  readonly name: string;
  readonly declaration: Job;
  /** Parses the stored input and runs the handler. @throws the handler's errors; {@link InputMismatch}. */
  readonly run: (stored: unknown, context: Omit<JobRun, "input" | "name">) => Promise<void>;
}

function parse<I extends z.ZodType>(name: string, schema: I, stored: unknown): z.output<I> {
  const parsed = schema.safeParse(stored);
  if (!parsed.success) throw new InputMismatch(`the input does not fit "${name}"`, { cause: parsed.error });
  return parsed.data;
}

const declared: { readonly [N in JobName]: Job<z.ZodType<JobInputs[N]>> } = jobs;

/**
 * Parses the stored input of a declared job.
 * @throws {InputMismatch} when another version of the service wrote a different shape.
 */
export const readInput = <N extends JobName>(name: N, stored: unknown): JobInputs[N] =>
  parse(name, declared[name].input, stored);

function bindHandler<I extends z.ZodType>(
  name: string,
  declaration: Job,
  schema: I,
  handler: JobHandler<z.output<I>>,
): BoundJob {
  return {
    name,
    declaration,
    run: (stored, context) => handler({ ...context, name, input: parse(name, schema, stored) }),
  };
}

/** The jobs that have a handler, by their name in the database. */
export function bindHandlers<J extends Jobs>(jobs: J, handlers: HandlersOf<J>): ReadonlyMap<string, BoundJob> {
  const bound = new Map<string, BoundJob>();
  for (const name in handlers) {
    const [declaration, handler] = [jobs[name], handlers[name]];
    if (declaration === undefined || handler === undefined) continue;
    const schema: J[typeof name]["input"] = declaration.input;
    bound.set(storedNameOf(name, declaration), bindHandler(name, declaration, schema, handler));
  }
  return bound;
}
