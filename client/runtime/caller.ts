import { CallError } from "./error.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { createCall, isMutation, type Kind, type PendingCall } from "./pending-call.ts";
import { targetOf } from "./resolve-options.ts";
import { sendCalls } from "./send-calls.ts";
import { maxUrlLength } from "./wire.ts";

/** Calls a procedure by name. */
export type Caller = (name: string, kind: Kind, input: unknown, options?: CallOptions) => Promise<unknown>;

const maxBatchSize = 20;
/** Leaves half of a URL for the inputs. */
const maxPathLength = maxUrlLength / 2;
/** Body limit of the service: 1 MiB. */
const maxBodyBytes = 1_048_576;
/** Separator between two inputs of a batch: `,"19":`. */
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

const sizeOf = ({ input = "" }: PendingCall) => bytesIn(input) + separatorBytes;

/** Splits calls of one kind into batches within the limits of the service. */
function batchesOf(calls: readonly PendingCall[]): PendingCall[][] {
  const batches: PendingCall[][] = [];
  let batch: PendingCall[] = [];
  let bytes = 0;
  let pathLength = 0;
  for (const call of calls) {
    bytes += sizeOf(call);
    pathLength += call.name.length + 1;
    if (batch.length === 0 || batch.length === maxBatchSize || bytes > maxBodyBytes || pathLength > maxPathLength) {
      batch = [];
      batches.push(batch);
      bytes = sizeOf(call);
      pathLength = call.name.length + 1;
    }
    batch.push(call);
  }
  return batches;
}

/** Generates an idempotency key, unique for the account. Not a secret, so it does not need `crypto`, which some apps lack. */
const newIdempotencyKey = () => [Date.now(), Math.random(), Math.random()].map((part) => part.toString(36)).join("");

/** Calls within this number of microtasks share a batch. */
const batchMicrotasks = 8;

/** Lets callers that resume a few promises apart share a batch. No timer, so that a single call is not delayed. */
async function batchWindow(): Promise<void> {
  for (let passed = 0; passed < batchMicrotasks; passed++) await undefined;
}

/**
 * Creates the function behind all procedures. Calls of the same tick are batched into one request: reads with reads,
 * mutations with mutations. Cacheable public reads, and calls with an idempotency key, are sent unbatched.
 */
export function createCaller(options: ClientOptions): Caller {
  const target = targetOf(options);
  let queue: PendingCall[] = [];

  async function flush(): Promise<void> {
    await batchWindow();
    const calls = queue;
    queue = [];
    for (const isChange of [false, true])
      for (const batch of batchesOf(calls.filter(({ kind }) => isMutation(kind) === isChange)))
        void sendCalls(batch, target);
  }

  return async (name, kind, input, callOptions) => {
    const [call, answer] = createCall(name, kind, input, {
      ...callOptions,
      timeoutMs: callOptions?.timeoutMs ?? options.timeoutMs,
      idempotencyKey:
        callOptions?.idempotencyKey ?? (kind === "keyed" && options.retryMutations ? newIdempotencyKey() : undefined),
    });
    if (call.input !== undefined && bytesIn(call.input) > maxBodyBytes)
      call.reject(
        new CallError(name, "too_large", `The input of a call must be at most ${maxBodyBytes} bytes.`, { status: 413 }),
      );
    if (call.isSettled()) return answer;
    if (kind === "public" || call.idempotencyKey !== undefined) void sendCalls([call], target);
    else if (queue.push(call) === 1) void flush();
    return answer;
  };
}
