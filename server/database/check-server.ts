import { sql } from "kysely";
import { isReadOnly, UnfitDatabase } from "./errors.ts";
import type { Db } from "./schema.ts";

/** PostgreSQL 13 is the first with a built-in `gen_random_uuid()`. */
const minVersion = 130_000;

interface Facts {
  version: number;
  encoding: string;
  isReadOnly: boolean;
  replicationRole: string;
  /** Results of `lower` for `I` and `Ä`: case-insensitive names depend on the locale. */
  plainLetter: string;
  otherLetter: string;
}

const readFacts = async (db: Db): Promise<Facts> => {
  const { rows } = await sql<Facts>`select
    current_setting('server_version_num')::int as version,
    current_setting('server_encoding') as encoding,
    current_setting('transaction_read_only')::boolean as "isReadOnly",
    current_setting('session_replication_role') as "replicationRole",
    lower('I') as "plainLetter",
    lower('Ä') as "otherLetter"`.execute(db);
  const [facts] = rows;
  if (facts === undefined) throw new UnfitDatabase("the server did not report its settings");
  return facts;
};

const refusals: readonly (readonly [when: (facts: Facts) => boolean, sentence: string])[] = [
  [({ version }) => version < minVersion, "the server is older than PostgreSQL 13"],
  [({ encoding }) => encoding !== "UTF8", "the database is not encoded in UTF8; create it with encoding 'UTF8'"],
  [
    ({ isReadOnly }) => isReadOnly,
    "the server is read-only: it is a standby, or default_transaction_read_only is on; use the primary's address",
  ],
  [
    ({ replicationRole }) => replicationRole !== "origin",
    "session_replication_role is not origin, so triggers would not run and counts would be wrong",
  ],
  [
    ({ plainLetter }) => plainLetter !== "i",
    "the database's locale does not lower I to i, so two names that differ only in case could both be taken; create the database with locale C.UTF-8 or en_US.UTF-8",
  ],
];

const asciiOnly =
  "the database's locale changes the case of ASCII letters only: names that differ in the case of other letters, such as Ä and ä, count as different. Use locale C.UTF-8 or en_US.UTF-8";

/**
 * Checks the server settings that the service relies on, before any write.
 * @returns warnings, one sentence each.
 * @throws {UnfitDatabase} naming every unsuitable setting.
 */
export async function checkServer(db: Db): Promise<readonly string[]> {
  const facts = await readFacts(db);
  const errors = refusals.filter(([applies]) => applies(facts)).map(([, sentence]) => sentence);
  if (errors.length > 0) throw new UnfitDatabase(errors.join("; "));
  return facts.otherLetter === "ä" ? [] : [asciiOnly];
}

const byCode: Readonly<Record<string, string>> = {
  "28P01": "the user name or the password is wrong",
  "28000": "the server rejects this user: check its pg_hba.conf, and whether it requires TLS (sslmode=require)",
  "3D000": "the database does not exist",
  "3F000": "the role's search_path names no schema that exists and that it may use: alter role … set search_path = …",
  "42501":
    "the role lacks a privilege: grant it create on schema public, or set its search_path to a schema of its own",
  "25006": "the server is read-only; use the primary's address",
  "53300": "the server's connection limit is reached",
  "57P03": "the server is starting up or shutting down",
  ECONNREFUSED: "nothing listens at that host and port",
  ENOTFOUND: "the host name does not exist",
  EAI_AGAIN: "the host name could not be resolved",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the host cannot be reached",
  ECONNRESET: "the connection was reset; a server that requires TLS needs sslmode=require",
  ETIMEDOUT: "the host does not answer",
  ENOENT: "the Unix socket does not exist",
  EACCES: "permission to open the Unix socket is denied",
  SELF_SIGNED_CERT_IN_CHAIN:
    "the server's certificate is signed by an unknown authority; set sslrootcert to that authority's certificate file",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "the server's certificate is self-signed; set sslrootcert to its file, or use sslmode=require",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "the server's certificate is signed by an unknown authority; set sslrootcert to that authority's certificate file",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "the server's certificate is signed by an unknown authority; set sslrootcert to that authority's certificate file",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  CERT_NOT_YET_VALID: "the server's certificate is not yet valid; check the clocks of both machines",
  CERT_SIGNATURE_FAILURE: "the server's certificate was not signed by the authority of sslrootcert",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the server's certificate is for another host name; use that name, or sslmode=verify-ca",
};

type Sentences = readonly (readonly [text: RegExp, sentence: string])[];

/** Texts that say more than the code that comes with them. */
const beforeCode: Sentences = [
  [/permission denied for database/, "the role may not connect to the database: grant it connect"],
  [/must be owner of/, "the tables belong to another role: connect as their owner, or make this role a member of it"],
  [/valid client certificate/, "the server asks for a client certificate; set sslcert and sslkey to its files"],
  [
    /alert (?:unknown ca|bad certificate|certificate|unsupported certificate)/,
    "the server rejects the client certificate; sslcert must be valid, and signed by an authority that the server trusts",
  ],
  [/key values mismatch/, "sslkey is not the key of the certificate in sslcert"],
  [/no start line|PEM|asn1|bad decrypt/i, "sslrootcert, sslcert or sslkey is no PEM file, or its key has a password"],
];

const byMessage: Sentences = [
  [/does not support SSL/, "the server does not support TLS; remove sslmode"],
  [/timeout|timed out/i, "the host does not answer in time"],
  [/SCRAM.*password must be/i, "a password is required"],
  [
    /statement pooling/,
    "the pooler uses statement pooling, which allows no transactions; set pool_mode to transaction or session",
  ],
  [/SSL routines|tls/i, "TLS could not be negotiated with the server"],
  [/Connection terminated/, "the server closed the connection at once"],
];

/** Explains in one sentence, without the address, why the database is unusable; `undefined` for other errors. */
export function describeRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UnfitDatabase) return error.message;
  if (isReadOnly(error)) return byCode["25006"];
  const code: unknown = Reflect.get(error, "code");
  const known = typeof code === "string" && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  const found = (sentences: Sentences) => sentences.find(([text]) => text.test(error.message))?.[1];
  // Poolers and managed servers explain refusals in texts of their own, under general codes.
  const own = Reflect.get(error, "severity") === "FATAL" ? `the server refuses: ${error.message}` : undefined;
  const sentence = found(beforeCode) ?? known ?? found(byMessage) ?? own;
  return sentence === undefined ? undefined : `${sentence}${typeof code === "string" ? ` (${code})` : ""}`;
}
