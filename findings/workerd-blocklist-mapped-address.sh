#!/usr/bin/env bash
# net.BlockList of workerd throws for an IPv4-mapped IPv6 address in hexadecimal, which is how URL parsers write it.
#
# One expects: with the range 192.0.2.0/24 in the list, `::ffff:c000:207` of family `ipv6` is answered like `::ffff:192.0.2.7`: they
# are two spellings of one address, and Node answers true for both.
# What is so: workerd answers true for the dotted spelling and throws a TypeError for the hexadecimal one.
# Versions: workerd 1.20261023.1; Node 24 answers true.
# Why it matters: a list of private ranges is how a server checks addresses that users name (webhooks, images), and
# `new URL("http://[::ffff:192.0.2.7]/").hostname` is the hexadecimal spelling. Code that passes its tests on Node answers 500 on
# Workers, unless it keeps IPv4 and IPv6 ranges in lists of their own and brings mapped addresses to IPv4 first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund workerd@1.20261023.1
cat > check.mjs <<'END_OF_PROGRAM'
import { BlockList } from "node:net";
export function check() {
  const list = new BlockList();
  list.addSubnet("192.0.2.0", 24, "ipv4");
  const ask = (address, family) => {
    try {
      return String(list.check(address, family));
    } catch (error) {
      return `throws ${error.name}`;
    }
  };
  return ["192.0.2.7 ipv4", "2001:db8::7 ipv6", "::ffff:192.0.2.7 ipv6", "::ffff:c000:207 ipv6"].map(
    (one) => `${one}: ${ask(...one.split(" "))}`,
  );
}
END_OF_PROGRAM
cat > worker.mjs <<'END_OF_PROGRAM'
import { check } from "./check.mjs";
export default { fetch: () => new Response(check().join("\n")) };
END_OF_PROGRAM
cat > config.capnp <<'END_OF_PROGRAM'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker.mjs", esModule = embed "worker.mjs"), (name = "check.mjs", esModule = embed "check.mjs")],
    compatibilityDate = "2026-10-01", compatibilityFlags = []))],
  sockets = [(name = "http", address = "127.0.0.1:18734", http = (), service = "main")]);
END_OF_PROGRAM
cat > run.mjs <<'END_OF_PROGRAM'
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import workerd from "workerd";
import { check } from "./check.mjs";
for (const line of check()) console.log(`Node    ${line}`);
const child = spawn(workerd.default, ["serve", "config.capnp"], { stdio: "inherit" });
let answer;
for (let tries = 0; answer === undefined && tries < 100; tries++) {
  await sleep(100);
  answer = await fetch("http://127.0.0.1:18734/").catch(() => undefined);
}
for (const line of (await answer.text()).split("\n")) console.log(`workerd ${line}`);
child.kill();
END_OF_PROGRAM
output=$(node run.mjs)
echo "workerd 1.20261023.1, Node $(node --version)"
echo "$output"
grep -q '^Node    ::ffff:192.0.2.7 ipv6: true$' <<< "$output"
grep -q '^workerd 192.0.2.7 ipv4: true$' <<< "$output"
grep -q '^workerd 2001:db8::7 ipv6: false$' <<< "$output"
grep -q '^Node    ::ffff:c000:207 ipv6: true$' <<< "$output"
grep -q '^workerd ::ffff:192.0.2.7 ipv6: true$' <<< "$output"
grep -q '^workerd ::ffff:c000:207 ipv6: throws TypeError$' <<< "$output"
