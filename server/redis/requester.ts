import type { Requester } from "@upstash/redis";
import { withDeadline } from "../concurrency/deadline.ts";
import type { Breaker } from "./breaker.ts";
import { connectionError, RedisUnavailable } from "./errors.ts";
import { isReplyTo } from "./replies.ts";
import type { Batch, Command, Reply, Transport } from "./transport.ts";

export interface RequesterOptions {
  readonly transport: Transport;
  readonly breaker: Breaker;
  /** Deadline of the whole call, the retry included. */
  readonly deadlineMs: number;
  /** Sends even while the circuit breaker is open. */
  readonly isUrgent?: boolean;
}

/** Idempotent reads, which may be retried after a lost connection. */
const retriableReads = new Set(["get", "mget", "exists", "ttl", "pttl", "strlen", "getrange", "ping"]);

/** Error codes that report an unavailable server; other codes concern a single command. */
const outageCodes = new Set([
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

/** Finds a reply that is invalid for its command. */
function mismatchIn({ commands }: Batch, replies: readonly Reply[]): RedisUnavailable | undefined {
  const isMismatch = (reply: Reply, at: number) => "result" in reply && !isReplyTo(commands[at] ?? [], reply.result);
  return replies.length !== commands.length || replies.some(isMismatch) ? new RedisUnavailable("answer") : undefined;
}

/** Finds an error reply that reports an outage. Upstash reports its daily limits as a plain `ERR`. */
function outageIn(replies: readonly Reply[]): RedisUnavailable | undefined {
  for (const reply of replies)
    if (
      "error" in reply &&
      (outageCodes.has(codeIn(reply.error)) || /max .*(limit|size).* exceeded/i.test(reply.error))
    )
      return new RedisUnavailable("refused", codeIn(reply.error));
  return undefined;
}

/**
 * Unchecked cast: the client declares the reply type of each command, and scripts check their replies (`decode`).
 */
const asDeclared = <T>(answer: unknown): T => answer as T;

/** Converts the client's JSON of a command to Redis arguments. */
function commandOf(parts: unknown): Command {
  if (!Array.isArray(parts)) throw new TypeError("a command must be a list");
  return parts.map(String);
}

function batchOf(path: readonly string[], body: unknown): Batch {
  const [kind = "single"] = path;
  if (kind === "single") return { kind, commands: [commandOf(body)] };
  if (!Array.isArray(body)) throw new TypeError("a pipeline must be a list of commands");
  if (kind === "pipeline") return { kind, commands: body.map(commandOf) };
  if (kind === "multi-exec") return { kind: "multi", commands: body.map(commandOf) };
  throw new TypeError("subscriptions are not supported");
}

const isRetriable = ({ commands }: Batch) => commands.every(([name = ""]) => retriableReads.has(name.toLowerCase()));

/** Sends, with one retry for reads whose connection was lost, such as an idle one that the server had closed. */
async function sendWithRetry(transport: Transport, batch: Batch, signal: AbortSignal): Promise<readonly Reply[]> {
  try {
    return await transport.send(batch, signal);
  } catch (error) {
    const unavailable = connectionError(error);
    if (signal.aborted || unavailable.reason !== "connection" || !isRetriable(batch)) throw unavailable;
    return transport.send(batch, signal);
  }
}

/** Sends through the circuit breaker. Error replies about a single command do not count as failures. */
async function sendGuarded(options: RequesterOptions, batch: Batch): Promise<readonly Reply[]> {
  const { transport, breaker, deadlineMs, isUrgent } = options;
  const pass = breaker.enter(isUrgent);
  if (pass === undefined) throw new RedisUnavailable("open");
  try {
    const replies = await withDeadline(deadlineMs, (signal) => sendWithRetry(transport, batch, signal));
    const mismatch = mismatchIn(batch, replies);
    if (mismatch !== undefined) throw mismatch;
    pass.settle(outageIn(replies));
    return replies;
  } catch (error) {
    const unavailable = connectionError(error);
    pass.settle(unavailable);
    throw unavailable;
  }
}

/** Unwraps a reply. Redis's error text quotes keys and arguments, so only its first word is used. */
function resultOf(reply: Reply): { readonly result: unknown } {
  if ("error" in reply) throw new RedisUnavailable("refused", codeIn(reply.error));
  return { result: reply.result };
}

/**
 * Creates the requester of the client: a deadline, one retry for reads, a circuit breaker, and errors without details.
 * An error of one command fails its whole pipeline, so that no error is taken for a result.
 */
export function createRequester(options: RequesterOptions): Requester {
  const { transport } = options;
  const never = new AbortController().signal;
  return {
    request: async ({ path = [], body }) => {
      const batch = batchOf(path, body);
      const replies = await (transport.isLocal ? transport.send(batch, never) : sendGuarded(options, batch));
      const results = replies.map(resultOf);
      return asDeclared(batch.kind === "single" ? results[0] : results);
    },
  };
}
