import type pg from "pg";
import { backendKeyOf } from "./cancel-key.ts";
import { markName } from "./session-settings.ts";

/** Result of inspecting a new connection. */
export interface Inspection {
  /** The server session is dedicated to this connection for its lifetime. */
  readonly isDirect: boolean;
  /** The server sees another port than this end's: a proxy, a container's network or pgpool-II is between them. */
  readonly isForwarded: boolean;
  /** A standby, whose rows may lag behind committed writes. */
  readonly isStandby: boolean;
  readonly dateStyle: string;
}

/** Awaits the statements of a new connection, and closes it at the deadline. */
export async function beforeDeadline<T>(client: pg.Client, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => client.connection.stream.destroy(), deadlineMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** True unless the server's port for its client is that of this end; unknown on workerd, whose sockets have no port. */
function isForwarded({ connection }: pg.Client, clientPort: number | null): boolean {
  const { stream } = connection;
  return "localPort" in stream && (stream.localPort ?? null) !== clientPort;
}

/**
 * Inspects a new connection. It is direct if the server knows the mark from its startup, and its backend process is the one
 * of the startup message. Anything else counts as a pooler, which is slower but always correct.
 */
export async function inspectConnection(
  client: pg.Client,
  mark: string | undefined,
  deadlineMs: number,
): Promise<Inspection> {
  const { rows } = await beforeDeadline(client, deadlineMs, () =>
    client.query<{ pid: number; mark: string | null; standby: boolean; style: string; port: number | null }>(
      `select pg_backend_pid() as pid, current_setting('${markName}', true) as mark, inet_client_port() as port,
        pg_is_in_recovery() as standby, current_setting('DateStyle') as style`,
    ),
  );
  const [found] = rows;
  if (found === undefined) throw new Error("the server said nothing of itself");
  return {
    isDirect: mark !== undefined && found.mark === mark && found.pid === backendKeyOf(client).processId,
    isForwarded: isForwarded(client, found.port),
    isStandby: found.standby,
    dateStyle: found.style,
  };
}
