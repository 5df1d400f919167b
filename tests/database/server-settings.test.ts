import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { checkServer, connect, describeRefusal, readDatabaseAddress } from "../../server/database/index.ts";
import { startTestApp } from "../support/app.ts";
import { databaseForTest } from "../support/database.ts";
import { draft, enrol } from "../support/people.ts";
import { pgBouncerMissing, startPgBouncer } from "../support/pgbouncer.ts";

// Settings of a server, a database or a role must not change responses.

const bounds = { maxConnections: 2, maxWaiting: 10, connectTimeoutMs: 5000, statementTimeoutMs: 5000 };

const openForTest = (url: string) => {
  const { db, close } = connect(url, { ...bounds, onConnectionError: () => {} });
  onTestFinished(close);
  return db;
};

/** A database with its own settings. */
async function databaseWith(...settings: readonly string[]) {
  const { db, url } = await databaseForTest({ maxConnections: 1 });
  const name = sql.id(new URL(url).pathname.slice(1));
  for (const setting of settings) await sql`alter database ${name} set ${sql.raw(setting)}`.execute(db);
  return { db: openForTest(url), url, direct: db };
}

test.each([
  ["DateStyle = 'German'"],
  ["DateStyle = 'SQL, DMY'"],
  ["DateStyle = 'Postgres, DMY'"],
  ["TimeZone = 'America/New_York'"],
  ["bytea_output = 'escape'"],
  ["extra_float_digits = -15"],
  ["IntervalStyle = 'iso_8601'"],
  ["standard_conforming_strings = off"],
  ["default_transaction_isolation = 'serializable'"],
  ["array_nulls = off"],
])("a database whose %s is another than usual is answered alike", async (setting) => {
  const { db } = await databaseWith(setting);
  const { rows } = await sql`select timestamptz '2026-11-05 09:30:00.25+00' as at, '\\x00ff'::bytea as bytes,
    (1::float8 / 3)::text as third, current_setting('transaction_isolation') as isolation,
    ${[null]}::text[] as nulls`.execute(db);
  expect(rows).toEqual([
    {
      at: "2026-11-05T09:30:00.250Z",
      bytes: Buffer.from([0, 255]),
      third: "0.3333333333333333",
      isolation: "read committed",
      nulls: [null],
    },
  ]);
});

test.skipIf(pgBouncerMissing() !== undefined)(
  "behind a pooler, where a session cannot be set, a role's other DateStyle is refused by name",
  async () => {
    const { url } = await databaseWith("DateStyle = 'German'");
    // By default the pooler sets the DateStyle that its clients request; ours request none.
    const pooler = await startPgBouncer(url, { mode: "transaction" });
    onTestFinished(pooler.stop);
    const error: unknown = await checkServer(openForTest(pooler.url)).catch((failure: unknown) => failure);
    expect(describeRefusal(error)).toMatch(/DateStyle is "German.*alter role/);
  },
);

test("a database that is read only answers reads, writes 503, is not ready, and heals without a restart", async () => {
  const app = await startTestApp();
  onTestFinished(app.stop);
  const { db } = app.database;
  const person = await enrol(app);
  const name = sql.id(new URL(app.database.url).pathname.slice(1));
  const publish = () => app.rest("POST", "/articles", { token: person.token, body: { article: draft() } });
  const readiness = async () => {
    const response = await app.fetch("/readyz");
    return { status: response.status, body: await response.json() };
  };
  const others = openForTest(app.database.url);
  const become = async (isReadOnly: boolean) => {
    await sql`begin; set transaction read write; alter database ${name} set default_transaction_read_only = ${sql.lit(isReadOnly ? "on" : "off")}; commit`.execute(
      others,
    );
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(others);
  };
  await become(true);
  await expect.poll(async () => (await publish()).headers.get("retry-after")).toBe("1");
  expect((await publish()).status).toBe(503);
  // Until connections that were ended are replaced, it may be down.
  await expect.poll(readiness).toMatchObject({ status: 503, body: { dependencies: { postgres: "read_only" } } });
  expect((await app.rest("GET", "/tags")).status).toBe(200);
  // No connection ends: connections that reported the setting are replaced.
  await sql`begin; set transaction read write; alter database ${name} set default_transaction_read_only = off; commit`.execute(
    others,
  );
  await expect.poll(async () => (await publish()).status, { timeout: 5000 }).toBe(201);
  expect(await db.selectFrom("article").select("id").execute()).toHaveLength(1);
  expect(await readiness()).toMatchObject({ status: 200, body: { status: "ok" } });
});

test.each([
  ["encoding 'LATIN1' locale 'C'", /encoded in UTF8/],
  ["encoding 'UTF8' locale 'C'", undefined],
])("a database created with %s is refused in one sentence", async (creation, sentence) => {
  const { db: admin, url } = await databaseForTest({ maxConnections: 1 });
  const name = `dovetail_test_${crypto.randomUUID().replaceAll("-", "")}`;
  await sql`create database ${sql.id(name)} template template0 ${sql.raw(creation)}`.execute(admin);
  const at = new URL(url);
  at.pathname = `/${name}`;
  const { db, close } = connect(at.href, { ...bounds, onConnectionError: () => {} });
  const found = await checkServer(db).catch((error: unknown) => describeRefusal(error));
  await close();
  await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
  if (sentence === undefined) expect(found).toEqual([expect.stringContaining("Ä and ä, count as different")]);
  else expect(found).toMatch(sentence);
});

test.each([
  ["default_transaction_read_only = on", /^the server is read-only.*use the primary's address$/],
  ["session_replication_role = 'replica'", /triggers would not run/],
])("a database with %s is refused at the start in one sentence", async (setting, sentence) => {
  const { db } = await databaseWith(setting);
  const error: unknown = await checkServer(db).catch((failure: unknown) => failure);
  expect(describeRefusal(error)).toMatch(sentence);
});

const refused = (url: string) => {
  try {
    readDatabaseAddress(url);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test.each([
  [
    "postgresql://u:p@/db?host=/var/run/postgresql",
    { host: "/var/run/postgresql", user: "u", password: "p", database: "db" },
  ],
  ["postgres://u:p@%2Fcloudsql%2Fproject%3Aregion%3Aone/db", { host: "/cloudsql/project:region:one", database: "db" }],
  ["postgresql://u:p@/db?host=/cloudsql/project:region:one", { host: "/cloudsql/project:region:one", database: "db" }],
  ["postgres://u:p%40ss%2Fw%23rd@host:6543/db", { host: "host", port: 6543, password: "p@ss/w#rd" }],
  ["postgres://u:p@ss@host/db", { host: "host", password: "p@ss", port: undefined }],
  ["postgres://user@server:pw@server.example.com:5432/db", { user: "user@server", host: "server.example.com" }],
  ["postgres://u:p@[::1]:5433/db", { host: "::1", port: 5433 }],
  ["postgresql:///db", { host: undefined, user: undefined, database: "db" }],
  ["postgres://u@host/db?sslmode=require", { tls: "on", tlsOptions: { rejectUnauthorized: false } }],
  ["postgres://u@host/db?sslmode=no-verify", { tls: "on", tlsOptions: { rejectUnauthorized: false } }],
  ["postgres://u@host/db?ssl=true", { tls: "on", tlsOptions: { rejectUnauthorized: false } }],
  ["postgres://u@host/db?sslmode=verify-full", { tls: "on", tlsOptions: { rejectUnauthorized: true } }],
  ["postgres://u@host/db?sslmode=prefer", { tls: "prefer" }],
  ["postgres://u@host/db?sslmode=disable", { tls: "off" }],
  ["postgres://u@host/db", { tls: undefined }],
  ["postgres://u@host/db?sslmode=require&channel_binding=require", { tls: "on", bindsChannel: true }],
  ["postgres://u@host/db?pgbouncer=true&connection_limit=1&schema=public", { isPooler: true }],
  ["postgres://u@host/db?options=-c%20search_path%3Dapp", { options: "-c search_path=app" }],
])("the address %s is understood", (url, parts) => {
  expect(readDatabaseAddress(url)).toMatchObject(parts);
});

test.each([
  ["postgres://u:secret@one:5432,two:5432/db", /several hosts/],
  ["postgres://u:secret@/db?host=one,two", /several hosts/],
  ["postgres://u:sec#ret@host/db", /%23/],
  ["postgres://u:sec/ret@host/db", /%2F/],
  ["postgres://u:secret%@host/db", /%25/],
  ["mysql://u:secret@host/db", /must be an address such as postgres:/],
  ["host=localhost password=secret", /must be an address such as postgres:/],
  ["postgres://u:secret@host:99999/db", /port/],
  ["postgres://u:secret@host/db?sslmode=perhaps", /use one of disable, allow/],
  ["postgres://u:secret@host/db?sslmode=verify-ca", /sslrootcert/],
  ["postgres://u:secret@host/db?sslrootcert=/nowhere.pem", /cannot be read/],
  ["postgres://u:secret@host/db?schema=app", /search_path/],
  ["postgres://u:secret@host/db?target_session_attrs=read-only", /needs a writable one/],
])("the address %s is refused in one sentence, without its password", (url, sentence) => {
  expect(refused(url)).toMatch(sentence);
  expect(refused(url)).not.toMatch(/secret|sec.ret|\n/);
});

const firstRefusal = async (url: string) =>
  checkServer(openForTest(url)).then(
    () => "",
    (error: unknown) => describeRefusal(error) ?? String(error),
  );

test("a refused connection is reported in one sentence with its reason", async () => {
  const { url } = await databaseForTest();
  const at = (change: (address: URL) => void) => {
    const address = new URL(url);
    change(address);
    return address.href;
  };
  const sentences = await Promise.all([
    firstRefusal(at((address) => (address.pathname = "/dovetail_none"))),
    firstRefusal(at((address) => (address.port = "1"))),
    firstRefusal(at((address) => (address.hostname = "name.invalid"))),
    firstRefusal(at((address) => (address.username = "dovetail_nobody"))),
    firstRefusal(at((address) => address.searchParams.set("host", "/nowhere"))),
  ]);
  expect(sentences).toEqual([
    "the database does not exist (3D000)",
    "nothing listens at that host and port (ECONNREFUSED)",
    expect.stringMatching(/^the host name/),
    expect.stringMatching(/password is wrong|rejects this user/),
    "the Unix socket does not exist (ENOENT)",
  ]);
});

test("npm run migrate prints a refusal in one line, without a stack and without the password", async () => {
  const { url } = await databaseForTest();
  const address = new URL(url);
  address.username = "dovetail_nobody";
  address.password = "canary-of-a-password";
  const run = spawnSync(process.execPath, ["scripts/migrate.ts"], {
    env: { ...process.env, DATABASE_URL: address.href },
    encoding: "utf8",
  });
  expect(run.status).toBe(1);
  expect(run.stderr.trim().split("\n")).toEqual([expect.stringMatching(/^DATABASE_URL: /)]);
  expect(run.stderr + run.stdout).not.toContain("canary");
});

/** Starts a server of one answer to each connection, and returns its port. */
async function answering(answer: Buffer): Promise<number> {
  const server = createServer((socket) => {
    socket.once("data", () => socket.write(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

/** An ErrorResponse of PostgreSQL's protocol. */
function errorResponse(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.from("E\0\0\0\0");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

test.each([
  ["28P01", 'password authentication failed for user "u"', "the user name or the password is wrong (28P01)"],
  ["53300", "sorry, too many clients already", "the server's connection limit is reached (53300)"],
  ["57P03", "the database system is starting up", "the server is starting up or shutting down (57P03)"],
  [
    "42501",
    'permission denied for database "db"',
    "the role may not connect to the database: grant it connect (42501)",
  ],
  ["XX000", "Tenant or user not found", "the server refuses: Tenant or user not found (XX000)"],
])(
  "a server that refuses with %s is reported in one sentence, without the password",
  async (code, message, sentence) => {
    const port = await answering(errorResponse(code, message));
    expect(await firstRefusal(`postgres://u:secret@127.0.0.1:${port}/db`)).toBe(sentence);
  },
);

test("sslmode=prefer connects without TLS where the server has none, and require fails with a message", async () => {
  // A server without TLS answers an SSLRequest with N; plain text follows.
  const port = await answering(Buffer.from("N"));
  expect(await firstRefusal(`postgres://u@127.0.0.1:${port}/db?sslmode=require`)).toMatch(/does not support TLS/);
  const { url } = await databaseForTest();
  const withoutTls = new URL(url);
  withoutTls.searchParams.set("sslmode", "prefer");
  expect(await firstRefusal(withoutTls.href)).toBe("");
});
