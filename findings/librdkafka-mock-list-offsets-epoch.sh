#!/usr/bin/env bash
# The mock cluster of librdkafka writes the leader epoch of ListOffsets in 8 bytes, so other clients misread it.
#
# One expects: a cluster that kcat starts (`-X test.mock.num.brokers=1`) speaks the versions that it lists, and what a client
# reads from it is what it would read from Apache Kafka. ListOffsets lists versions 0 to 5; from version 4 on an answer has
# an INT32 leader_epoch for each partition.
# What is so: 8 bytes are written. A client that asks for one partition ignores the rest; of several, it misreads every
# partition after the first, and fails with "Listing offsets failed" (UNKNOWN_SERVER_ERROR for some, nonsense for others).
# librdkafka itself asks for a lower version and does not notice. Up to version 3 the answers are right.
# Versions: kcat 1.7.1 with librdkafka 2.0.2 (Debian 12).
# Why it matters: the mock cluster is the only Kafka in many test suites; a consumer of another client looks broken there,
# although it is right. A proxy that lists ListOffsets up to version 3 is enough.
set -euo pipefail
command -v kcat > /dev/null || { echo "no kcat here: not tried"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > ask.mjs <<'END'
import { spawn } from "node:child_process";
import { connect } from "node:net";

const cluster = spawn("kcat", ["-X", "test.mock.num.brokers=1", "-d", "mock", "-C", "-t", "unused", "-b", "unused"], {
  stdio: ["ignore", "ignore", "pipe"],
});
const port = await new Promise((resolve) => {
  let text = "";
  cluster.stderr.on("data", (chunk) => {
    text += chunk;
    const named = /bootstrap\.servers=127\.0\.0\.1:(\d+)/.exec(text);
    if (named) resolve(Number(named[1]));
  });
});

const int = (bytes, value) => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 1) buffer.writeInt8(value);
  if (bytes === 2) buffer.writeInt16BE(value);
  if (bytes === 4) buffer.writeInt32BE(value);
  if (bytes === 8) buffer.writeBigInt64BE(BigInt(value));
  return buffer;
};
const text = (value) => Buffer.concat([int(2, value.length), Buffer.from(value)]);

/** Sends one request over a connection of its own. @returns the answer without its length and header. */
const ask = (api, version, body) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const message = Buffer.concat([int(2, api), int(2, version), int(4, 1), text("t"), ...body]);
    socket.write(Buffer.concat([int(4, message.length), message]));
    let answer = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) return;
      socket.destroy();
      resolve(answer.subarray(8));
    });
  });

// Metadata creates the topic, which has four partitions.
await ask(3, 1, [int(4, 1), text("orders")]);
const listed = async (version, partitions) => {
  const asked = partitions.map((one) => [int(4, one), ...(version >= 4 ? [int(4, -1)] : []), int(8, -2)]).flat();
  const body = [int(4, -1), int(1, 0), int(4, 1), text("orders"), int(4, partitions.length), ...asked];
  const answer = await ask(2, version, body);
  // throttle_time_ms, count of topics, name, count of partitions.
  return (answer.length - 4 - 4 - 8 - 4) / partitions.length;
};
for (const [version, expected] of [[3, 22], [5, 26]])
  console.log(`ListOffsets version ${version}: ${await listed(version, [0, 1, 2, 3])} bytes a partition, ${expected} by the protocol`);
cluster.kill("SIGKILL");
END
kcat -V | grep -o 'librdkafka [0-9.]*' | head -1
node ask.mjs | tee told
grep -q 'version 3: 22 bytes a partition, 22' told
grep -q 'version 5: 30 bytes a partition, 26' told
