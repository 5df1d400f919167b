import type pg from "pg";
import { backendKeyOf } from "./backend-key.ts";
import { markName } from "./session-settings.ts";

/** Result of inspecting a new connection. */
export interface Inspection {
  /** The server session is dedicated to this connection for its lifetime. */
  readonly isDirect: boolean;
  /** The server sees another client port than this process: a proxy, a container's network or pgpool-II is in between. */
  readonly isForwarded: boolean;
  /** A standby, whose rows may lag behind committed writes. */
  readonly isStandby: boolean;
  readonly dateStyle: string;
}

/** Runs the first statements of a new connection, and closes the connection at the deadline. */
export async function beforeDeadline<T>(client: pg.Client, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => client.connection.stream.destroy(), deadlineMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** True if the client port that the server sees is not the local port; false on workerd, whose sockets report no port. */
function isForwarded({ connection }: pg.Client, clientPort: number | null): boolean {
  const { stream } = connection;
  return "localPort" in stream && (stream.localPort ?? null) !== clientPort;
}

/**
 * Inspects a new connection. It is direct if its session has the mark that its startup message set, and its backend process is
 * the one whose id was received at startup. Anything else counts as a pooler, which is slower but always correct.
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
  if (found === undefined) throw new Error("the inspection of the connection returned no row");
  return {
    isDirect: mark !== undefined && found.mark === mark && found.pid === backendKeyOf(client).processId,
    isForwarded: isForwarded(client, found.port),
    isStandby: found.standby,
    dateStyle: found.style,
  };
}
