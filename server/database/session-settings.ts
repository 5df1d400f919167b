import pg from "pg";
import type { DatabaseAddress } from "./database-address.ts";

/** Statement timeout of the server; twice as long is the idle-in-transaction timeout. 0 disables both. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
}

/** Session settings, which override those of role, database and server. A pooler is not trusted to keep any of them. */
const settingsOf = ({ statementTimeoutMs }: SessionLimits): readonly (readonly [name: string, value: string])[] => [
  ["statement_timeout", String(statementTimeoutMs)],
  ["idle_in_transaction_session_timeout", String(statementTimeoutMs * 2)],
  ["DateStyle", "ISO,MDY"],
  ["IntervalStyle", "postgres"],
  ["TimeZone", "UTC"],
  ["bytea_output", "hex"],
  ["extra_float_digits", "1"],
  ["standard_conforming_strings", "on"],
];

/** Custom setting that identifies a session. */
const markName = "dovetail.session";

/**
 * Startup parameter `options` of a dedicated session. Servers accept it. Poolers refuse it, drop it, or share the session only
 * among clients with equal options, which the unique mark rules out.
 */
export function sessionOptions(limits: SessionLimits, mark: string, given: string | undefined): string {
  const settings = [...settingsOf(limits), [markName, mark], ["default_transaction_isolation", "read\\ committed"]];
  return [...(given === undefined ? [] : [given]), ...settings.map(([name, value]) => `-c ${name}=${value}`)].join(" ");
}

/** Begins a transaction with transaction-local settings, in one message; for connections behind a transaction pooler. */
export const beginWith = (limits: SessionLimits): string =>
  [
    "begin isolation level read committed",
    ...settingsOf(limits).map(([name, value]) => `set local ${name} = '${value}'`),
  ].join("; ");

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

/** Reads the backend key data (process id and secret for a cancel request), which pg stores but does not declare. */
const backendKeyOf = (client: pg.Client) => ({
  processId: Number(Reflect.get(client, "processID")),
  secretKey: Number(Reflect.get(client, "secretKey")),
});

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

/** Converts an address to the configuration of pg's client. */
export function clientConfig(address: DatabaseAddress, isEncrypted: boolean): pg.ClientConfig {
  const { host, port, user, password, database, applicationName, options, tls, bindsChannel, isTlsDirect } = address;
  return {
    host,
    port,
    user,
    password,
    database,
    options,
    application_name: applicationName,
    // Undefined falls back to PGSSLMODE.
    ...(tls !== undefined && { ssl: isEncrypted ? { ...address.tlsOptions } : false }),
    ...(bindsChannel && { enableChannelBinding: true }),
    ...(isTlsDirect && { sslnegotiation: "direct" as const }),
  };
}

/** Methods of pg's connection that its types do not declare. */
interface CancellingConnection extends pg.Connection {
  readonly connect: (port: number | string, host?: string) => void;
  readonly requestSsl: () => void;
  readonly cancel: (processId: number, secretKey: number) => void;
}

/** Cast that pg 8's own `Client.cancel` relies on. */
const asCancelling = (connection: pg.Connection) => connection as CancellingConnection;

const cancelDeadlineMs = 2000;

/** Sends a cancel request for the statement of `client`, over a separate connection; poolers forward it. Never throws. */
export function cancelStatement(client: pg.Client, config: pg.ClientConfig): void {
  const messenger = new pg.Client(config);
  const connection = asCancelling(messenger.connection);
  const { processId, secretKey } = backendKeyOf(client);
  const send = () => connection.cancel(processId, secretKey);
  connection.on("error", () => {});
  if (!messenger.ssl) connection.once("connect", send);
  else {
    connection.once("sslconnect", send);
    if (config.sslnegotiation !== "direct") connection.once("connect", () => connection.requestSsl());
  }
  const { host, port } = messenger;
  if (host.startsWith("/")) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
  setTimeout(() => connection.stream.destroy(), cancelDeadlineMs).unref();
}
