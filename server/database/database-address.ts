import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";

/** TLS mode. `prefer`: unless the server does not support TLS; `allow`: only where the server requires it. */
export type TlsUse = "off" | "allow" | "prefer" | "on";

/** Parsed address of a database. `undefined` fields fall back to the `PG*` environment variables. */
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
  /** Direct TLS negotiation, from the first byte on; PostgreSQL 17 and later. */
  readonly isTlsDirect: boolean;
  readonly bindsChannel: boolean;
  /** The address declares a connection pooler, as Prisma's `pgbouncer=true` does. */
  readonly isPooler: boolean;
}

/** The address is invalid. The message is one sentence without the address, which may contain a password. */
export class DatabaseAddressError extends Error {
  override readonly name = "DatabaseAddressError";
}

const error = (sentence: string) => new DatabaseAddressError(sentence);

const parts =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:/?#]*?)(?::(?<password>[^/?#]*))?@)?(?<hosts>[^@/?#]*)(?:\/(?<database>[^?#]*))?(?:\?(?<query>[^#]*))?$/;

const example = "postgres://user:password@host:5432/name";

const malformed = `must be an address such as ${example}; in the password write / as %2F, ? as %3F and # as %23`;

/** Percent-decodes one part of the address; `undefined` for an absent or empty one. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw error("contains a % that is not part of a percent-encoding; write a literal % as %25");
  }
}

/** Parses host and port from `host:5432`, `[::1]:5432` or `%2Frun%2Fpostgresql`. */
function hostOf(hosts: string): { readonly host: string | undefined; readonly port: string | undefined } {
  const found = /^(?:\[(?<v6>[0-9a-fA-F:.%]+)\]|(?<name>[^:[\]]*))(?::(?<port>\d*))?$/.exec(hosts)?.groups;
  if (found === undefined) throw error(malformed);
  return { host: decoded(found.v6 ?? found.name), port: found.port || undefined };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw error("contains an invalid port (1 to 65535)");
  return port;
}

const refuseSeveral = (...texts: readonly (string | undefined)[]) => {
  if (texts.some((text) => text?.includes(",")))
    throw error("lists several hosts; give one, such as the primary's or a load balancer's");
};

function readCertificate(name: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw error(`${name} names a file that cannot be read`);
  }
}

/** Reads `sslmode`, or the `ssl` parameter of other clients. */
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

/** TLS settings with libpq's meaning: `require` encrypts without verifying the server, unless a root certificate is given. */
function tlsOf(query: URLSearchParams): Pick<DatabaseAddress, "tls" | "tlsOptions" | "isTlsDirect"> {
  const isTlsDirect = query.get("sslnegotiation") === "direct";
  const mode = modeOf(query) ?? (isTlsDirect || query.has("sslrootcert") ? "require" : undefined);
  if (mode === undefined) return { tls: undefined, tlsOptions: {}, isTlsDirect };
  const tls = Object.hasOwn(sslModes, mode) ? sslModes[mode] : undefined;
  if (tls === undefined) throw error(`has an unknown sslmode; use one of ${Object.keys(sslModes).join(", ")}`);
  const root = query.get("sslrootcert") ?? undefined;
  const ca = root === "system" ? undefined : readCertificate("sslrootcert", root);
  const cert = readCertificate("sslcert", query.get("sslcert") ?? undefined);
  const key = readCertificate("sslkey", query.get("sslkey") ?? undefined);
  if (mode === "verify-ca" && ca === undefined)
    throw error(
      "has sslmode=verify-ca without sslrootcert; set it to the authority's certificate file, or use verify-full",
    );
  const isFull = mode === "verify-full" || root === "system";
  const isVerified = isFull || mode === "verify-ca" || (mode === "require" && ca !== undefined);
  const tlsOptions: ConnectionOptions = {
    rejectUnauthorized: isVerified,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    // Only verify-full checks the host name of the certificate.
    ...(isVerified && !isFull && { checkServerIdentity: () => undefined }),
  };
  return { tls, tlsOptions, isTlsDirect };
}

function refuseUnsupported(query: URLSearchParams): void {
  const schema = query.get("schema") ?? query.get("currentSchema");
  if (schema !== null && schema !== "public")
    throw error("sets a schema; set it for the role instead: alter role … set search_path = …");
  if (/^(?:read-only|standby|prefer-standby)$/.test(query.get("target_session_attrs") ?? ""))
    throw error("asks for a read-only server; this service needs a writable one");
  if (query.has("service")) throw error("refers to a service file; write host, user and database in the address");
}

/**
 * The address with the TLS settings of the environment where it names no mode itself, as libpq takes them. pg would read
 * `PGSSLMODE` too, but with other meanings: it verifies under `require`, and insists on TLS under `prefer`.
 */
export function withEnvironmentTls(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  const { PGSSLMODE: mode, PGSSLROOTCERT: root } = environment;
  const query = new URLSearchParams(text.split("?")[1]);
  if (!mode || ["sslmode", "ssl", "sslnegotiation", "sslrootcert"].some((name) => query.has(name))) return text;
  query.set("sslmode", mode);
  if (root && mode !== "disable") query.set("sslrootcert", root);
  return `${text.split("?")[0]}?${query}`;
}

/**
 * Parses a database address as libpq does, `postgres://user:password@host:5432/name?sslmode=require`. The host may be a Unix
 * socket directory (`?host=/cloudsql/…`). Parameters of other clients are ignored.
 * @throws {DatabaseAddressError} for an invalid or unsupported address.
 */
export function readDatabaseAddress(text: string): DatabaseAddress {
  const found = parts.exec(text.trim())?.groups;
  if (found === undefined) {
    if (!/^postgres(?:ql)?:\/\//.test(text.trim())) throw error(`must be an address such as ${example}`);
    throw error(malformed);
  }
  const query = new URLSearchParams(found.query ?? "");
  const given = (name: string) => query.get(name) || undefined;
  refuseSeveral(found.hosts, given("host"), given("port"));
  refuseUnsupported(query);
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
