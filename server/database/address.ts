import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";

/** How a connection is encrypted. `prefer`: unless the server cannot; `allow`: only where it insists. */
export type TlsUse = "off" | "allow" | "prefer" | "on";

/** A database's address, with all that is needed to connect to it. What is `undefined` is left to `PG*` variables. */
export interface DatabaseAddress {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly options: string | undefined;
  readonly applicationName: string | undefined;
  readonly tls: TlsUse | undefined;
  readonly tlsOptions: ConnectionOptions;
  /** TLS from the first byte on, as PostgreSQL 17 takes it. */
  readonly isTlsDirect: boolean;
  readonly bindsChannel: boolean;
  /** The address says itself that a pooler lends the connections, as Prisma's `pgbouncer=true` does. */
  readonly isPooler: boolean;
}

/** The address cannot be used; its message is one sentence, without the address, which may hold a password. */
export class DatabaseAddressError extends Error {
  override readonly name = "DatabaseAddressError";
}

const fault = (sentence: string) => new DatabaseAddressError(sentence);

const parts =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:/?#]*?)(?::(?<password>[^/?#]*))?@)?(?<hosts>[^@/?#]*)(?:\/(?<database>[^?#]*))?(?:\?(?<query>[^#]*))?$/;

const example = "postgres://user:password@host:5432/name";

const malformed = `must be an address such as ${example}; in the password write / as %2F, ? as %3F and # as %23`;

/** Text between the address's marks; `undefined` for what is not there or empty. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw fault("holds a % that begins no code; write % itself as %25");
  }
}

/** Host and port out of `host:5432`, `[::1]:5432` or `%2Frun%2Fpostgresql`. */
function hostOf(hosts: string): { readonly host: string | undefined; readonly port: string | undefined } {
  const found = /^(?:\[(?<v6>[0-9a-fA-F:.%]+)\]|(?<name>[^:[\]]*))(?::(?<port>\d*))?$/.exec(hosts)?.groups;
  if (found === undefined) throw fault(malformed);
  return { host: decoded(found.v6 ?? found.name), port: found.port || undefined };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw fault("names a port that is none (1 to 65535)");
  return port;
}

const refuseSeveral = (...texts: readonly (string | undefined)[]) => {
  if (texts.some((text) => text?.includes(",")))
    throw fault("names several hosts; name one, such as the writer's endpoint or the balancer in front of them");
};

function readCertificate(name: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw fault(`${name} names a file that cannot be read`);
  }
}

/** `sslmode`, and the `ssl` that other clients write. */
function modeOf(query: URLSearchParams): string | undefined {
  const ssl = query.get("ssl");
  const fromSsl = ssl === null ? undefined : /^(?:true|1|require)$/.test(ssl) ? "require" : ssl;
  return query.get("sslmode") ?? (fromSsl === "false" || fromSsl === "0" ? "disable" : fromSsl) ?? undefined;
}

const sslModes: Readonly<Record<string, TlsUse>> = {
  disable: "off",
  allow: "allow",
  prefer: "prefer",
  require: "on",
  "no-verify": "on",
  "verify-ca": "on",
  "verify-full": "on",
};

/** TLS as libpq means it: `require` encrypts and trusts whom it reaches, unless it is given a certificate to check by. */
function tlsOf(query: URLSearchParams): Pick<DatabaseAddress, "tls" | "tlsOptions" | "isTlsDirect"> {
  const isTlsDirect = query.get("sslnegotiation") === "direct";
  const mode = modeOf(query) ?? (isTlsDirect || query.has("sslrootcert") ? "require" : undefined);
  if (mode === undefined) return { tls: undefined, tlsOptions: {}, isTlsDirect };
  const tls = Object.hasOwn(sslModes, mode) ? sslModes[mode] : undefined;
  if (tls === undefined) throw fault(`names an sslmode that is none; there are ${Object.keys(sslModes).join(", ")}`);
  const root = query.get("sslrootcert") ?? undefined;
  const ca = root === "system" ? undefined : readCertificate("sslrootcert", root);
  const cert = readCertificate("sslcert", query.get("sslcert") ?? undefined);
  const key = readCertificate("sslkey", query.get("sslkey") ?? undefined);
  if (mode === "verify-ca" && ca === undefined)
    throw fault("asks for sslmode=verify-ca without sslrootcert; name the certificate's file, or use verify-full");
  const isFull = mode === "verify-full" || root === "system";
  const isVerified = isFull || mode === "verify-ca" || (mode === "require" && ca !== undefined);
  const tlsOptions: ConnectionOptions = {
    rejectUnauthorized: isVerified,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    // Whose name the certificate bears is asked by verify-full alone.
    ...(isVerified && !isFull && { checkServerIdentity: () => undefined }),
  };
  return { tls, tlsOptions, isTlsDirect };
}

function refuseWhatIsLeftOut(query: URLSearchParams): void {
  const schema = query.get("schema") ?? query.get("currentSchema");
  if (schema !== null && schema !== "public")
    throw fault("names a schema; give the role one instead: alter role … set search_path = …");
  if (/^(?:read-only|standby|prefer-standby)$/.test(query.get("target_session_attrs") ?? ""))
    throw fault("asks for a server that only reads; this service writes");
  if (query.has("service")) throw fault("names a service file; write host, user and database out");
}

/**
 * Reads an address as PostgreSQL's own programs do, `postgres://user:password@host:5432/name?sslmode=require`, with a
 * folder of sockets as host where there is one (`?host=/cloudsql/…`). Parameters that other clients add are left out.
 * @throws {DatabaseAddressError} for what cannot be used.
 */
export function readDatabaseAddress(text: string): DatabaseAddress {
  const found = parts.exec(text.trim())?.groups;
  if (found === undefined) {
    if (!/^postgres(?:ql)?:\/\//.test(text.trim())) throw fault(`must be an address such as ${example}`);
    throw fault(malformed);
  }
  const query = new URLSearchParams(found.query ?? "");
  const given = (name: string) => query.get(name) || undefined;
  refuseSeveral(found.hosts, given("host"), given("port"));
  refuseWhatIsLeftOut(query);
  const { host, port } = hostOf(found.hosts ?? "");
  const binding = query.get("channel_binding");
  return {
    host: given("host") ?? host,
    port: portOf(given("port") ?? port),
    user: given("user") ?? decoded(found.user),
    password: given("password") ?? decoded(found.password),
    database: given("dbname") ?? decoded(found.database),
    options: given("options"),
    applicationName: given("application_name"),
    ...tlsOf(query),
    bindsChannel: binding === "require" || binding === "prefer",
    isPooler: query.get("pgbouncer") === "true",
  };
}
