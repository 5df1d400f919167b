#!/usr/bin/env bash
# In workerd, spanContext() of a span that is traced says that it is not sampled.
#
# One expects: a span of `cloudflare:workers` tracing whose `isTraced` is true, and which the tail worker receives, has `traceFlags` 1
# in `spanContext()`, the "sampled" flag of W3C Trace Context: the method is OpenTelemetry's, and is there to pass the trace on.
# What is so: `isTraced` is true, the tail worker receives the span, and `traceFlags` is 0.
# Versions: workerd 1.20261023.1.
# Why it matters: a `traceparent` that is written from `spanContext()`, as OpenTelemetry's propagator does, ends in `-00`. Every service
# downstream that samples by its parent then drops its part of the trace. The flag has to be made from `isTraced`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund workerd@1.20261023.1
cat > worker.mjs <<'END_OF_PROGRAM'
import { tracing } from "cloudflare:workers";
export default {
  fetch: () =>
    tracing.startActiveSpan("order", (span) => {
      const { traceId, spanId, traceFlags } = span.spanContext();
      const answer = `isTraced ${span.isTraced}, ids of ${traceId.length} and ${spanId.length} digits, traceFlags ${traceFlags}`;
      span.end();
      return new Response(answer);
    }),
};
END_OF_PROGRAM
cat > tail.mjs <<'END_OF_PROGRAM'
export default {
  tailStream: () => ({ event }) => {
    if (event.type === "spanOpen") console.log(`the tail received the span "${event.name}"`);
  },
};
END_OF_PROGRAM
cat > config.capnp <<'END_OF_PROGRAM'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-10-01", streamingTails = ["tail"])),
    (name = "tail", worker = (
      modules = [(name = "tail.mjs", esModule = embed "tail.mjs")],
      compatibilityDate = "2026-10-01", compatibilityFlags = ["streaming_tail_worker", "experimental"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:18735", http = (), service = "main")]);
END_OF_PROGRAM
cat > run.mjs <<'END_OF_PROGRAM'
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import workerd from "workerd";
const child = spawn(workerd.default, ["serve", "config.capnp", "--experimental"], { stdio: "inherit" });
let answer;
for (let tries = 0; answer === undefined && tries < 100; tries++) {
  await sleep(100);
  answer = await fetch("http://127.0.0.1:18735/").catch(() => undefined);
}
console.log(await answer.text());
await sleep(500);
child.kill();
END_OF_PROGRAM
output=$(node run.mjs)
echo "workerd 1.20261023.1"
echo "$output"
grep -q '^the tail received the span "order"$' <<< "$output"
grep -q '^isTraced true, ids of 32 and 16 digits, traceFlags 0$' <<< "$output"
