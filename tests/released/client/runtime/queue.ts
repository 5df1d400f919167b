import { targetOf } from "./authorize.ts";
import { deliver } from "./deliver.ts";
import { CallError } from "./error.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { changes, type Kind, openCall, type Pending } from "./pending.ts";
import { maxUrlLength } from "./wire.ts";

/** Calls a procedure by name. */
export type Caller = (name: string, kind: Kind, input: unknown, options?: CallOptions) => Promise<unknown>;

const maxBatchSize = 20;
/** The service reads no larger body: 1 MiB. */
const maxBodyBytes = 1_048_576;
/** Between two calls of a batch: `,"19":`. */
const separatorBytes = 6;

/** Length in UTF-8; JSON text has no lone surrogates. */
function bytesIn(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

const sizeOf = ({ input = "" }: Pending) => bytesIn(input) + separatorBytes;

/** Splits calls of one kind so that each part is a request that the service takes. */
function batchesOf(calls: readonly Pending[]): Pending[][] {
  const batches: Pending[][] = [];
  let batch: Pending[] = [];
  let bytes = 0;
  let pathLength = 0;
  for (const call of calls) {
    bytes += sizeOf(call);
    pathLength += call.name.length + 1;
    if (batch.length === 0 || batch.length === maxBatchSize || bytes > maxBodyBytes || pathLength > maxUrlLength / 2) {
      batch = [];
      batches.push(batch);
      bytes = sizeOf(call);
      pathLength = call.name.length + 1;
    }
    batch.push(call);
  }
  return batches;
}

/** A text that no other call of this account has: no secret, so that it needs no `crypto`, which not every app has. */
const newKey = () => [Date.now(), Math.random(), Math.random()].map((part) => part.toString(36)).join("");

// Lets callers that woke together, a few promises apart, share a batch; no timer, so that a lone call loses no time.
async function endOfTick(): Promise<void> {
  for (let hop = 0; hop < 8; hop++) await undefined;
}

/**
 * Makes the function behind all procedures. Calls made in the same tick share a request: reads with reads, mutations with
 * mutations. Cacheable public reads, and calls with an idempotency key, go alone.
 */
export function createCaller(options: ClientOptions): Caller {
  const target = targetOf(options);
  let queue: Pending[] = [];

  async function flush(): Promise<void> {
    await endOfTick();
    const calls = queue;
    queue = [];
    for (const isChange of [false, true])
      for (const batch of batchesOf(calls.filter(({ kind }) => changes(kind) === isChange)))
        void deliver(batch, target);
  }

  return async (name, kind, input, callOptions) => {
    const [call, answer] = openCall(name, kind, input, {
      ...callOptions,
      timeoutMs: callOptions?.timeoutMs ?? options.timeoutMs,
      idempotencyKey:
        callOptions?.idempotencyKey ?? (kind === "keyed" && options.retryMutations ? newKey() : undefined),
    });
    if (call.input !== undefined && bytesIn(call.input) > maxBodyBytes)
      call.reject(new CallError(name, "too_large", `A call holds at most ${maxBodyBytes} bytes.`, { status: 413 }));
    if (call.isOver()) return answer;
    if (kind === "public" || call.idempotencyKey !== undefined) void deliver([call], target);
    else if (queue.push(call) === 1) void flush();
    return answer;
  };
}
