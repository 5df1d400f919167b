#!/usr/bin/env bash
# Node's cluster: a connection that the primary handed to a worker which was just killed is neither answered nor closed.
#
# One expects: when a worker process ends, the system closes its sockets; a client sees a reset at once and asks again.
# What is so: the primary accepts the connection and keeps its own handle of the socket until the worker says that it took it. A worker that
# is gone says nothing, so the handle stays open: the client here has no answer in 3 s, and waits until its own time limit. With a socket
# for each process (`reusePort: true`) the client is refused or reset at once.
# Versions: Node 24.21.0, on Linux.
# Why it matters: a worker that is killed for its memory, or ends by an uncaught error, costs clients their full timeout instead of a retry.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund node@24.21.0
cat > serve.mjs <<'END_OF_PROGRAM'
import { fork } from "node:child_process";
import cluster from "node:cluster";
import { createServer, get } from "node:http";
import { fileURLToPath } from "node:url";
const [, , way, role] = process.argv;
const port = way === "cluster" ? 18731 : 18732;
const isServing = way === "cluster" ? cluster.isWorker : role === "serve";
if (isServing) {
  createServer((request, response) => response.end("ok")).listen({ port, host: "127.0.0.1", reusePort: way !== "cluster" }, () =>
    process.send("ready"),
  );
} else {
  const start = () => (way === "cluster" ? cluster.fork().process : fork(fileURLToPath(import.meta.url), [way, "serve"]));
  const workers = [start(), start()];
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.on("message", (text) => text === "ready" && resolve()))));
  const ask = () =>
    new Promise((resolve) => {
      const request = get({ port, host: "127.0.0.1", agent: false, timeout: 3000 }, (response) => {
        response.resume();
        response.on("end", () => resolve("answered"));
      });
      request.on("timeout", () => {
        resolve("no answer in 3 s");
        request.destroy();
      });
      request.on("error", () => resolve("reset or refused"));
    });
  const results = new Set();
  for (let turn = 0; turn < 4; turn++) results.add(await ask());
  workers[0].kill("SIGKILL");
  for (const result of await Promise.all(Array.from({ length: 12 }, ask))) results.add(result);
  console.log(`${way}: ${results.has("no answer in 3 s") ? "a connection hangs" : "every connection ends"}`);
  for (const worker of workers) worker.kill("SIGKILL");
  process.exit();
}
END_OF_PROGRAM
node=./node_modules/.bin/node
$node --version
output=$($node serve.mjs cluster; $node serve.mjs reusePort)
echo "$output"
grep -q '^cluster: a connection hangs$' <<< "$output"
grep -q '^reusePort: every connection ends$' <<< "$output"
