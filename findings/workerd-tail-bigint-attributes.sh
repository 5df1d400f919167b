#!/usr/bin/env bash
# The attributes that workerd gives to its own fetch spans hold BigInts, so a streaming tail worker that writes events as JSON stops.
#
# One expects: the events that a tail worker receives are plain data that JSON.stringify takes, as other telemetry is; and an exception in a
# handler of the tail worker is printed like one of any worker.
# What is so: attributes of the span of a fetch, such as `http.response.status_code`, are BigInts. JSON.stringify throws, nothing is printed,
# and the handler is not called again for that invocation: later spans and the outcome are lost. The same invocation without a fetch
# is told to its end.
# Versions: workerd 1.20261023.1.
# Why it matters: an exporter as one writes it first works for requests that call nothing and silently loses all others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund workerd@1.20261023.1
cat > worker.mjs <<'END_OF_PROGRAM'
import { tracing } from "cloudflare:workers";
export default {
  async fetch(request, env) {
    if (request.url.endsWith("/calls")) await (await env.OTHER.fetch("http://other/")).text();
    tracing.startActiveSpan("next", (span) => span.end());
    return new Response("done");
  },
};
END_OF_PROGRAM
cat > other.mjs <<'END_OF_PROGRAM'
export default { fetch: () => new Response("of the service") };
END_OF_PROGRAM
cat > tail.mjs <<'END_OF_PROGRAM'
const path = ({ info }) => new URL(info.url).pathname;
export default {
  tailStream: ({ event: onset }) => ({ event }) => {
    for (const { name, value } of event.type === "attributes" ? event.info : [])
      if (typeof value === "bigint") console.log(`${path(onset)}: ${name} is a ${typeof value}`);
    const text = JSON.stringify(event);
    if (event.type === "outcome" || event.name === "next") console.log(`${path(onset)}: ${event.name ?? event.type}, ${typeof text}`);
  },
};
END_OF_PROGRAM
cat > config.capnp <<'END_OF_PROGRAM'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-10-01", streamingTails = ["tail"], bindings = [(name = "OTHER", service = "other")])),
    (name = "other", worker = (modules = [(name = "other.mjs", esModule = embed "other.mjs")], compatibilityDate = "2026-10-01")),
    (name = "tail", worker = (
      modules = [(name = "tail.mjs", esModule = embed "tail.mjs")],
      compatibilityDate = "2026-10-01", compatibilityFlags = ["streaming_tail_worker", "experimental"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:18736", http = (), service = "main")]);
END_OF_PROGRAM
cat > run.mjs <<'END_OF_PROGRAM'
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import workerd from "workerd";
const child = spawn(workerd.default, ["serve", "config.capnp", "--experimental"], { stdio: "inherit" });
const ask = (path) => fetch(`http://127.0.0.1:18736${path}`).catch(() => undefined);
let answer;
for (let tries = 0; answer === undefined && tries < 100; tries++) {
  await sleep(100);
  answer = await ask("/plain");
}
await ask("/calls");
await sleep(3000);
child.kill();
END_OF_PROGRAM
output=$(node run.mjs 2>&1)
echo "workerd 1.20261023.1"
echo "$output"
grep -q '^/plain: next, string$' <<< "$output"
grep -q '^/plain: outcome, string$' <<< "$output"
grep -qE '^/calls: [a-z._]+ is a bigint$' <<< "$output"
if grep -qE '^/calls: (next|outcome)|TypeError' <<< "$output"; then exit 1; fi
