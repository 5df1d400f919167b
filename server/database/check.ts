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
  if (facts === undefined) throw new UnfitDatabase("the server says nothing of itself");
  return facts;
};

const refusals: readonly (readonly [when: (facts: Facts) => boolean, sentence: string])[] = [
  [({ version }) => version < minVersion, "the server is older than PostgreSQL 13"],
  [({ encoding }) => encoding !== "UTF8", "the database is not encoded in UTF8; create it with encoding 'UTF8'"],
  [
    ({ isReadOnly }) => isReadOnly,
    "the server takes no writes: it is a standby, or default_transaction_read_only is on; name the primary",
  ],
  [
    ({ replicationRole }) => replicationRole !== "origin",
    "session_replication_role is not origin, so that counts kept by triggers would be wrong",
  ],
  [
    ({ plainLetter }) => plainLetter !== "i",
    "the database's locale makes no i of I, so that names which differ in case alone could both be taken; create it with locale C.UTF-8 or en_US.UTF-8",
  ],
];

const asciiOnly =
  "the database's locale knows letters from a to z alone: names that differ in the case of others, as Ä and ä, count as two. Locale C.UTF-8 or en_US.UTF-8 knows them";

/**
 * Checks the server settings that the service relies on, before any write.
 * @returns warnings, one sentence each.
 * @throws {UnfitDatabase} naming every unsuitable setting.
 */
export async function checkServer(db: Db): Promise<readonly string[]> {
  const facts = await readFacts(db);
  const faults = refusals.filter(([applies]) => applies(facts)).map(([, sentence]) => sentence);
  if (faults.length > 0) throw new UnfitDatabase(faults.join("; "));
  return facts.otherLetter === "ä" ? [] : [asciiOnly];
}

const byCode: Readonly<Record<string, string>> = {
  "28P01": "the password, or the user, is not accepted",
  "28000": "the server does not let this user in: its pg_hba.conf, or TLS (sslmode=require) that it insists on",
  "3D000": "there is no database of that name",
  "42501": "the role may not do that: grant create on schema public to it, or give it a schema by its search_path",
  "25006": "the server takes no writes; name the primary",
  "53300": "the server has no connection left",
  "57P03": "the server is starting up or shutting down",
  ECONNREFUSED: "nothing listens at that host and port",
  ENOTFOUND: "the host's name is not known",
  EAI_AGAIN: "the host's name could not be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the host cannot be reached",
  ECONNRESET: "the connection was reset; a server that insists on TLS needs sslmode=require",
  ETIMEDOUT: "the host does not answer",
  ENOENT: "there is no socket in that folder",
  EACCES: "the socket may not be opened",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate is not known here; name its authority's file by sslrootcert",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is its own; name it by sslrootcert, or use sslmode=require",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "the server's certificate is not known here; name its authority's file by sslrootcert",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "the server's certificate is not known here; name its authority's file by sslrootcert",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the server's certificate bears another name; use the host that it names, or sslmode=verify-ca",
};

const byMessage: readonly (readonly [text: RegExp, sentence: string])[] = [
  [/does not support SSL/, "the server speaks no TLS; leave sslmode out"],
  [/timeout|timed out/i, "the host does not answer in time"],
  [/SCRAM.*password must be/i, "a password is needed"],
  [
    /statement pooling/,
    "the pooler pools by statement, which knows no transactions; set pool_mode to transaction or session",
  ],
  [/Connection terminated/, "the connection was closed as soon as it was open"],
];

/** Explains in one sentence, without the address, why the database is unusable; `undefined` for other errors. */
export function describeRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UnfitDatabase) return error.message;
  if (isReadOnly(error)) return byCode["25006"];
  const code: unknown = Reflect.get(error, "code");
  const known = typeof code === "string" && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  const sentence = known ?? byMessage.find(([text]) => text.test(error.message))?.[1];
  return sentence === undefined ? undefined : `${sentence}${typeof code === "string" ? ` (${code})` : ""}`;
}
