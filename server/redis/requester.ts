import type { Requester } from "@upstash/redis";
import type { Breaker } from "./breaker.ts";
import { connectionError, RedisUnavailable } from "./errors.ts";
import { canAnswer } from "./replies.ts";
import type { Batch, Command, Reply, Transport } from "./transport.ts";

/** What stands between the client and a transport. */
export interface RequesterOptions {
  readonly transport: Transport;
  readonly breaker: Breaker;
  /** For the whole call, a second try included. */
  readonly deadlineMs: number;
  /** Goes out even while the breaker keeps other calls back. */
  readonly isUrgent?: boolean;
}

/** Reads that may be asked again when a connection broke: nothing changes if the first had arrived. */
const reads = new Set(["get", "mget", "exists", "ttl", "pttl", "strlen", "getrange", "ping"]);

/** Errors by which Redis says that it cannot work now; the others are about one command. */
const outages = new Set([
  "ASK",
  "BUSY",
  "CLUSTERDOWN",
  "CROSSSLOT",
  "LOADING",
  "MASTERDOWN",
  "MISCONF",
  "MOVED",
  "NOAUTH",
  "NOPERM",
  "OOM",
  "READONLY",
  "TRYAGAIN",
  "WRONGPASS",
]);

const codeIn = (error: string) => error.split(" ", 1)[0] ?? "";

/** An answer that its command does not give. */
function misfitIn({ commands }: Batch, replies: readonly Reply[]): RedisUnavailable | undefined {
  const isMisfit = (reply: Reply, at: number) => "result" in reply && !canAnswer(commands[at] ?? [], reply.result);
  return replies.length !== commands.length || replies.some(isMisfit) ? new RedisUnavailable("answer") : undefined;
}

/** The reply that says so, if there is one. Upstash's daily limits come as a plain `ERR`. */
function outageIn(replies: readonly Reply[]): RedisUnavailable | undefined {
  for (const reply of replies)
    if ("error" in reply && (outages.has(codeIn(reply.error)) || /max .*(limit|size).* exceeded/i.test(reply.error)))
      return new RedisUnavailable("refused", codeIn(reply.error));
  return undefined;
}

/**
 * Guarantees nothing about Redis: the client states what each command answers, and scripts check theirs (`decode`).
 */
const asStated = <T>(answer: unknown): T => answer as T;

/** The JSON of a command as the client made it, as Redis takes it. */
function commandOf(parts: unknown): Command {
  if (!Array.isArray(parts)) throw new TypeError("a command is a list");
  return parts.map(String);
}

function batchOf(path: readonly string[], body: unknown): Batch {
  const [kind = "single"] = path;
  if (kind === "single") return { kind, commands: [commandOf(body)] };
  if (!Array.isArray(body)) throw new TypeError("a pipeline is a list of commands");
  if (kind === "pipeline") return { kind, commands: body.map(commandOf) };
  if (kind === "multi-exec") return { kind: "multi", commands: body.map(commandOf) };
  throw new TypeError("subscriptions are not supported");
}

const mayRepeat = ({ commands }: Batch) => commands.every(([name = ""]) => reads.has(name.toLowerCase()));

/** A second try for reads whose connection broke, such as one that the server had closed while it was idle. */
async function attempt(transport: Transport, batch: Batch, signal: AbortSignal): Promise<readonly Reply[]> {
  try {
    return await transport.send(batch, signal);
  } catch (error) {
    const fault = connectionError(error);
    if (signal.aborted || fault.reason !== "connection" || !mayRepeat(batch)) throw fault;
    return transport.send(batch, signal);
  }
}

/** Ends in {@link RedisUnavailable} when the time is up, whatever the work does then. */
function within<T>(deadlineMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(new RedisUnavailable("deadline"));
      controller.abort();
    };
    // After a pause of the process, answers that have arrived are read before they are called late.
    let timer = setTimeout(() => {
      timer = setTimeout(giveUp, 0);
    }, deadlineMs);
    work(controller.signal)
      .then(resolve, (error: unknown) => reject(connectionError(error)))
      .finally(() => clearTimeout(timer));
  });
}

/** Sends under the breaker. Errors that Redis answers are not failures of the way to it. */
async function guarded(options: RequesterOptions, batch: Batch): Promise<readonly Reply[]> {
  const { transport, breaker, deadlineMs, isUrgent } = options;
  const pass = breaker.enter(isUrgent);
  if (pass === undefined) throw new RedisUnavailable("open");
  try {
    const replies = await within(deadlineMs, (signal) => attempt(transport, batch, signal));
    const misfit = misfitIn(batch, replies);
    if (misfit !== undefined) throw misfit;
    pass.settle(outageIn(replies));
    return replies;
  } catch (error) {
    const fault = connectionError(error);
    pass.settle(fault);
    throw fault;
  }
}

/** Redis's own text quotes keys and arguments: only its first word is kept. */
function resultOf(reply: Reply): { readonly result: unknown } {
  if ("error" in reply) throw new RedisUnavailable("refused", codeIn(reply.error));
  return { result: reply.result };
}

/**
 * What the client is given to send by: a deadline, one more try for reads, a breaker, and errors that tell nothing.
 * An error of one command fails its whole pipeline, so that none is taken for a result.
 */
export function createRequester(options: RequesterOptions): Requester {
  const { transport } = options;
  const never = new AbortController().signal;
  return {
    request: async ({ path = [], body }) => {
      const batch = batchOf(path, body);
      const replies = await (transport.isLocal ? transport.send(batch, never) : guarded(options, batch));
      const results = replies.map(resultOf);
      return asStated(batch.kind === "single" ? results[0] : results);
    },
  };
}
