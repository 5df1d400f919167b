import { createClient, ErrorReply, MultiErrorReply } from "@redis/client";
import { connectionError, RedisUnavailable } from "./errors.ts";
import type { Batch, Command, Reply, Transport } from "./transport.ts";

const connectTimeoutMs = 2000;
const maxQueued = 2000;

/** Creates one connection. The transport reconnects, so that the circuit breaker alone sets the rate and no timer runs. */
const connection = (url: string) =>
  createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxQueued,
    disableClientInfo: true,
    maintNotifications: "disabled",
    // The requester's deadline is shorter, and an extra abort signal per command costs as much as the command.
    commandOptions: { timeout: 0 },
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false, keepAlive: true, noDelay: true },
  });

type Connection = ReturnType<typeof connection>;

const replyOf = (reply: unknown): Reply => (reply instanceof ErrorReply ? { error: reply.message } : { result: reply });

/** An error reply stays a reply; any other error means a lost connection. */
function replyOfError(error: unknown): Reply {
  if (error instanceof ErrorReply) return { error: error.message };
  throw connectionError(error);
}

const sendOne = (client: Connection, command: Command, abortSignal: AbortSignal): Promise<Reply> =>
  client.sendCommand([...command], { abortSignal }).then(replyOf, replyOfError);

async function sendMulti(client: Connection, commands: readonly Command[]): Promise<readonly Reply[]> {
  const multi = client.multi();
  for (const command of commands) multi.addCommand([...command]);
  try {
    const replies: readonly unknown[] = await multi.exec();
    return replies.map(replyOf);
  } catch (error) {
    if (error instanceof MultiErrorReply) return error.replies.map(replyOf);
    const refused = replyOfError(error);
    return commands.map(() => refused);
  }
}

/** Pipelines the commands of a batch in one packet; Redis replies in order. */
const sendAll = ({ kind, commands }: Batch, client: Connection, signal: AbortSignal): Promise<readonly Reply[]> =>
  kind === "multi"
    ? sendMulti(client, commands)
    : Promise.all(commands.map((command) => sendOne(client, command, signal)));

interface OpenConnection {
  readonly client: Connection;
  /** Resolves when commands may be sent. */
  readonly ready: Promise<unknown>;
}

/** Opens a connection. @param onLost called when it ends, also more than once. */
function openConnection(url: string, onLost: (client: Connection) => void): OpenConnection {
  const client = connection(url);
  client.on("error", () => onLost(client));
  client.on("end", () => onLost(client));
  const ready = client.connect().catch((error: unknown) => {
    onLost(client);
    // Redis refuses the connection itself, for a wrong password for example.
    if (error instanceof ErrorReply) throw new RedisUnavailable("refused", error.message.split(" ", 1)[0]);
    throw connectionError(error);
  });
  // Avoids an unhandled rejection after the deadline of all callers.
  ready.catch(() => {});
  return { client, ready };
}

/** Creates a `redis://` transport over one connection, opened on first use and after a loss. Needs long-lived sockets. */
export function createTcpTransport(url: string): Transport {
  let current: OpenConnection | undefined;
  let lastReplyAt = 0;
  let losses = 0;

  const drop = (client: Connection) => {
    if (current?.client === client) {
      current = undefined;
      losses += 1;
    }
    client.destroy();
  };
  return {
    isLocal: false,
    losses: () => losses,
    send: async (batch, signal) => {
      current ??= openConnection(url, drop);
      const { client, ready } = current;
      await ready;
      if (signal.aborted) throw new RedisUnavailable("deadline");
      const sentAt = performance.now();
      // A connection without any reply since may be half-open; the next call opens another.
      const onAbort = () => {
        if (lastReplyAt < sentAt) drop(client);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      try {
        const replies = await sendAll(batch, client, signal);
        lastReplyAt = performance.now();
        return replies;
      } finally {
        signal.removeEventListener("abort", onAbort);
      }
    },
    close: async () => {
      const closing = current;
      current = undefined;
      closing?.client.destroy();
    },
  };
}
