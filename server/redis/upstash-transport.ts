import { BodyTooLarge, readBounded } from "../network/read-bounded.ts";
import { connectionError, RedisUnavailable } from "./errors.ts";
import type { Batch, Reply, Transport } from "./transport.ts";

/** HTTPS address and token of an Upstash database. */
export interface UpstashAddress {
  readonly url: string;
  readonly token: string;
}

const maxResponseBytes = 8 * 1024 * 1024;
const paths = { single: "", pipeline: "/pipeline", multi: "/multi-exec" } as const;

/** Reads a response as text. @throws {RedisUnavailable} above `maxResponseBytes`. */
async function textOf(response: Response): Promise<string> {
  try {
    return new TextDecoder().decode(await readBounded(response.body, maxResponseBytes));
  } catch (error) {
    throw error instanceof BodyTooLarge ? new RedisUnavailable("answer") : error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RedisUnavailable("answer");
  }
}

/** Reads `{ result }` or `{ error }`. @throws {RedisUnavailable} for anything else. */
function replyOf(answer: unknown): Reply {
  if (typeof answer !== "object" || answer === null) throw new RedisUnavailable("answer");
  if ("error" in answer && typeof answer.error === "string") return { error: answer.error };
  if ("result" in answer && answer.result !== undefined) return { result: answer.result };
  throw new RedisUnavailable("answer");
}

/** Reads the replies of a response. Command errors have status 400; other errors concern the service or the token. */
function repliesOf({ kind, commands }: Batch, status: number, answer: unknown): readonly Reply[] {
  if (status === 401 || status === 403) return commands.map(() => ({ error: "NOAUTH" }));
  if (status !== 200 && status !== 400) throw new RedisUnavailable("answer", `HTTP_${status}`);
  if (kind !== "single" && Array.isArray(answer)) return answer.map(replyOf);
  const reply = replyOf(answer);
  if (kind !== "single" && !("error" in reply)) throw new RedisUnavailable("answer");
  return commands.map(() => reply);
}

/**
 * Creates a transport over Upstash's REST protocol: no redirects, which could leak the token, and a bounded response.
 * https://upstash.com/docs/redis/features/restapi
 */
export function createUpstashTransport({ url, token }: UpstashAddress): Transport {
  const base = url.replace(/\/+$/, "");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return {
    isLocal: false,
    send: async (batch, signal) => {
      const body = JSON.stringify(batch.kind === "single" ? batch.commands[0] : batch.commands);
      try {
        const response = await fetch(base + paths[batch.kind], {
          method: "POST",
          headers,
          body,
          redirect: "manual",
          signal,
        });
        const text = await textOf(response);
        return repliesOf(batch, response.status, response.ok || response.status === 400 ? parse(text) : undefined);
      } catch (error) {
        throw connectionError(error);
      }
    },
    close: async () => {},
  };
}
