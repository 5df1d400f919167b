import { chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../embedded/postgres.ts";
import type { Certificate } from "./certificates.ts";

/** A PostgreSQL server that takes connections over TLS alone. */
export interface TlsPostgres {
  /** Its address as `localhost`, or under another host name, with parameters such as `{ sslmode: "require" }`. */
  readonly url: (parameters?: Readonly<Record<string, string>>, host?: string) => string;
  /** Shows another certificate, of the same or another authority. */
  readonly present: (certificate: Certificate) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server of its own. The user `dovetail` may sign in by password; `certified` also needs a certificate of the
 * authority `clientRoot`.
 */
export async function startTlsPostgres(certificate: Certificate, clientRoot: string): Promise<TlsPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "dovetail-tls-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  const cluster = join(dataDir, "postgres");
  const { uid, gid } = statSync(cluster);
  /** The server refuses a key that others may read, or that is another user's. */
  const place = (file: string, name: string) => {
    copyFileSync(file, join(cluster, name));
    chownSync(join(cluster, name), uid, gid);
  };
  const reload = async (url: string, ...statements: readonly string[]) => {
    const client = new pg.Client({
      connectionString: url,
      ssl: url === server.url ? false : { rejectUnauthorized: false },
    });
    await client.connect();
    for (const statement of [...statements, "select pg_reload_conf()"]) await client.query(statement);
    await client.end();
  };
  const present = ({ cert, key }: Certificate) => {
    place(cert, "server.crt");
    place(key, "server.key");
  };
  present(certificate);
  place(clientRoot, "root.crt");
  const password = decodeURIComponent(new URL(server.url).password);
  writeFileSync(
    join(cluster, "pg_hba.conf"),
    "hostssl all certified all scram-sha-256 clientcert=verify-ca\nhostssl all dovetail all scram-sha-256\n",
  );
  await reload(
    server.url,
    `create role certified login superuser password '${password}'`,
    "alter system set ssl = on",
    "alter system set ssl_ca_file = 'root.crt'",
  );
  const url: TlsPostgres["url"] = (parameters = {}, host = "localhost") => {
    const address = new URL(server.url);
    address.search = "";
    address.hostname = host;
    for (const [name, text] of Object.entries(parameters)) address.searchParams.set(name, text);
    return address.href;
  };
  return {
    url,
    present: async (next) => {
      present(next);
      await reload(url());
    },
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
