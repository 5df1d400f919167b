import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { checkServer, connect, describeRefusal } from "../../server/database/index.ts";
import { type Authority, createAuthority } from "../support/certificates.ts";
import { startServer } from "../support/runtimes.ts";
import { startTlsPostgres, type TlsPostgres } from "../support/tls-postgres.ts";

// A server that takes connections over TLS alone, as managed services do.

const bounds = { maxConnections: 2, maxWaiting: 10, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 };

let authority: Authority;
let other: Authority;
let server: TlsPostgres;
beforeAll(async () => {
  [authority, other] = [createAuthority(), createAuthority()];
  server = await startTlsPostgres(authority.issue(), authority.cert);
});
afterAll(async () => {
  await server.stop();
  authority.remove();
  other.remove();
});

/** Whether the connection is encrypted, or the sentence that `npm start` and `npm run migrate` print. */
async function connectionTo(url: string): Promise<boolean | string> {
  const { db, close } = connect(url, { ...bounds, onConnectionError: () => {} });
  onTestFinished(close);
  try {
    await checkServer(db);
    const { rows } = await sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(db);
    return rows[0]?.ssl ?? false;
  } catch (error) {
    return describeRefusal(error) ?? String(error);
  }
}

test.each(["allow", "prefer", "require", "no-verify"])(
  "sslmode=%s connects by TLS, whatever the certificate",
  async (sslmode) => {
    expect(await connectionTo(server.url({ sslmode }))).toBe(true);
  },
);

test("sslmode=verify-full connects where the authority and the name are right", async () => {
  expect(await connectionTo(server.url({ sslmode: "verify-full", sslrootcert: authority.cert }))).toBe(true);
});

test("sslmode=verify-ca, and require with an authority, check the authority and not the name", async () => {
  for (const sslmode of ["verify-ca", "require"])
    expect(await connectionTo(server.url({ sslmode, sslrootcert: authority.cert }, "127.0.0.1"))).toBe(true);
});

test("sslnegotiation=direct connects", async () => {
  expect(await connectionTo(server.url({ sslmode: "require", sslnegotiation: "direct" }))).toBe(true);
});

test("a statement that takes too long is cancelled over TLS too, where only a cancel request ends it", async () => {
  const url = server.url({ sslmode: "verify-full", sslrootcert: authority.cert, pgbouncer: "true" });
  const { db, close } = connect(url, { ...bounds, statementTimeoutMs: 300, onConnectionError: () => {} });
  onTestFinished(close);
  await expect(sql`select pg_sleep(30)`.execute(db)).rejects.toMatchObject({ code: "57014" });
});

test("the service starts, migrates and listens over TLS", async () => {
  const url = server.url({ sslmode: "verify-full", sslrootcert: authority.cert });
  const service = await startServer("node", url, { environment: { LOG_LEVEL: "info" } });
  const ended = once(service.process, "exit");
  onTestFinished(() => void service.process.kill("SIGKILL"));
  const { db, close } = connect(url, { ...bounds, onConnectionError: () => {} });
  onTestFinished(close);
  const listening = sql`select 1 from pg_stat_activity where query ilike 'listen %'`;
  await expect.poll(async () => (await listening.execute(db)).rows.length).toBeGreaterThan(0);
  expect((await fetch(`${service.url}/api/tags`)).status).toBe(200);
  service.process.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(service.output()).not.toContain("listen_unavailable");
});

const unknownAuthority = /^the server's certificate is signed by an unknown authority; set sslrootcert .* \([A-Z_]+\)$/;

/** The addresses that are refused, and the sentence about each. */
const refusals: readonly (readonly [title: string, url: () => string, sentence: RegExp])[] = [
  ["verify-full without the authority", () => server.url({ sslmode: "verify-full" }), unknownAuthority],
  [
    "verify-full with another authority",
    () => server.url({ sslmode: "verify-full", sslrootcert: other.cert }),
    unknownAuthority,
  ],
  [
    "verify-ca with another authority",
    () => server.url({ sslmode: "verify-ca", sslrootcert: other.cert }),
    unknownAuthority,
  ],
  [
    "verify-full by a name that is not in the certificate",
    () => server.url({ sslmode: "verify-full", sslrootcert: authority.cert }, "127.0.0.1"),
    /^the server's certificate is for another host name; .* \(ERR_TLS_CERT_ALTNAME_INVALID\)$/,
  ],
  [
    "no TLS",
    () => server.url({ sslmode: "disable" }),
    /^the server rejects this user: check its pg_hba\.conf, and whether it requires TLS \(sslmode=require\) \(28000\)$/,
  ],
  [
    "a user who must show a certificate, without one",
    () => asCertified({}),
    /^the server asks for a client certificate; set sslcert and sslkey to its files \(28000\)$/,
  ],
  [
    "a user who must show a certificate, with another authority's",
    () => asCertified(fromAuthority(other)),
    /^the server rejects the client certificate; .* \([A-Z0-9_]+\)$/,
  ],
  [
    "a key of another certificate",
    () => asCertified({ ...fromAuthority(authority), sslkey: authority.key }),
    /^sslkey is not the key of the certificate in sslcert \([A-Z0-9_]+\)$/,
  ],
  [
    "a certificate file that holds something else",
    () => asCertified({ ...fromAuthority(authority), sslcert: "package.json" }),
    /^sslrootcert, sslcert or sslkey is no PEM file/,
  ],
];

const fromAuthority = (issuer: Authority) => {
  const { cert, key } = issuer.issue({ name: "certified" });
  return { sslcert: cert, sslkey: key };
};

function asCertified(files: Readonly<Record<string, string>>): string {
  const url = new URL(server.url({ sslmode: "require", ...files }));
  url.username = "certified";
  return url.href;
}

test("a user who must show a certificate connects by sslcert and sslkey", async () => {
  expect(await connectionTo(asCertified(fromAuthority(authority)))).toBe(true);
});

test.each(refusals)("%s is refused in one sentence with its code, without a secret", async (_title, url, sentence) => {
  const printed = await connectionTo(url());
  expect(printed).toMatch(sentence);
  expect(printed).not.toContain(new URL(server.url()).password);
});

test("npm run migrate prints such a refusal in one line", () => {
  const DATABASE_URL = server.url({ sslmode: "verify-full", sslrootcert: other.cert });
  const run = spawnSync(process.execPath, ["scripts/migrate.ts"], {
    env: { ...process.env, DATABASE_URL },
    encoding: "utf8",
  });
  expect(run.status).toBe(1);
  expect(run.stderr.trim().split("\n")).toEqual([expect.stringMatching(/^DATABASE_URL: the server's certificate is/)]);
  expect(run.stderr + run.stdout).not.toContain(new URL(DATABASE_URL).password);
});

test("a certificate that has expired, or that signed itself, is refused in one sentence", async () => {
  await server.present(authority.issue({ isExpired: true }));
  const checked = server.url({ sslmode: "verify-full", sslrootcert: authority.cert });
  expect(await connectionTo(checked)).toBe("the server's certificate has expired (CERT_HAS_EXPIRED)");
  await server.present(other);
  expect(await connectionTo(server.url({ sslmode: "verify-full" }))).toMatch(
    /^the server's certificate is self-signed; set sslrootcert to its file, or use sslmode=require \([A-Z_]+\)$/,
  );
  expect(await connectionTo(server.url({ sslmode: "require" }))).toBe(true);
});
