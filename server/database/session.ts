import pg from "pg";
import type { DatabaseAddress } from "./address.ts";

/** How long the server works on one statement, and how long it leaves a transaction idle; 0 means without end. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
}

/** What a session is set to, whatever role, database and server say. None of it is trusted to a pooler. */
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

/** A custom setting, so that a session can be told from another. */
const markName = "dovetail.session";

/**
 * The startup parameter `options` of a session that shall be one's own. Servers take it; poolers refuse it, leave it out,
 * or keep such a session for those who send the same, which with the mark in it nobody does.
 */
export function sessionOptions(limits: SessionLimits, mark: string, given: string | undefined): string {
  const settings = [...settingsOf(limits), [markName, mark], ["default_transaction_isolation", "read\\ committed"]];
  return [...(given === undefined ? [] : [given]), ...settings.map(([name, value]) => `-c ${name}=${value}`)].join(" ");
}

/** Begins a transaction whose settings end with it, in one message: for a connection that is lent for it alone. */
export const beginWith = (limits: SessionLimits): string =>
  [
    "begin isolation level read committed",
    ...settingsOf(limits).map(([name, value]) => `set local ${name} = '${value}'`),
  ].join("; ");

/** What a new connection leads to. */
export interface Inspection {
  /** The server's session is this connection's alone, for as long as it lives. */
  readonly isDirect: boolean;
  /** A standby, whose rows may be older than what was acknowledged. */
  readonly isStandby: boolean;
  readonly dateStyle: string;
}

/** Guarantees what pg keeps of the server's greeting beside its types: numbers for a later request to cancel. */
const backendKeyOf = (client: pg.Client) => ({
  processId: Number(Reflect.get(client, "processID")),
  secretKey: Number(Reflect.get(client, "secretKey")),
});

/**
 * Asks a new connection what it leads to. It is direct if the server knows the mark that was sent at its start, and is the
 * very process that greeted: anything else counts as a pooler, which is slower and never wrong.
 */
export async function inspect(client: pg.Client, mark: string | undefined, deadlineMs: number): Promise<Inspection> {
  const timer = setTimeout(() => client.connection.stream.destroy(), deadlineMs);
  try {
    const { rows } = await client.query<{ pid: number; mark: string | null; standby: boolean; style: string }>(
      `select pg_backend_pid() as pid, current_setting('${markName}', true) as mark,
        pg_is_in_recovery() as standby, current_setting('DateStyle') as style`,
    );
    const [found] = rows;
    if (found === undefined) throw new Error("the server said nothing of itself");
    return {
      isDirect: mark !== undefined && found.mark === mark && found.pid === backendKeyOf(client).processId,
      isStandby: found.standby,
      dateStyle: found.style,
    };
  } finally {
    clearTimeout(timer);
  }
}

/** What pg's client is told of an address. */
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
    // Undefined, it is left to PGSSLMODE.
    ...(tls !== undefined && { ssl: isEncrypted ? { ...address.tlsOptions } : false }),
    ...(bindsChannel && { enableChannelBinding: true }),
    ...(isTlsDirect && { sslnegotiation: "direct" as const }),
  };
}

/** What pg's connection can do beside its types. */
interface CancellingConnection extends pg.Connection {
  readonly connect: (port: number | string, host?: string) => void;
  readonly requestSsl: () => void;
  readonly cancel: (processId: number, secretKey: number) => void;
}

/** Guarantees what pg 8's own `Client.cancel` relies on. */
const asCancelling = (connection: pg.Connection) => connection as CancellingConnection;

const cancelDeadlineMs = 2000;

/** Asks the server, over a connection of its own, to end what it does for `client`; poolers pass this on. Never throws. */
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
