#!/usr/bin/env bash
# The default partitioner of @platformatic/kafka puts about half of all keys on other partitions than Java's producer does.
#
# One expects: a client that hashes keys by murmur2 places a key where Java's producer and librdkafka's `murmur2` place it.
# What is so: they take the hash without its sign bit (`toPositive`), the default partitioner here takes it as an unsigned
# number. The two agree only where the bit is not set, or where 2^31 divides evenly by the number of partitions (1, 2, 4, 8).
# `compatibilityPartitioner`, which the package exports, agrees with both.
# Versions: @platformatic/kafka 2.12.1.
# Why it matters: where producers of two languages write to one topic, the order of a key holds only on one partition; joins
# by key need equal partitions too. Tests with 1, 2, 4 or 8 partitions, such as a mock cluster with 4, show no difference.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @platformatic/kafka@2.12.1
cat > place.mjs <<'END'
import { compatibilityPartitioner, defaultPartitioner } from "@platformatic/kafka";

// Hashes from the unit tests of Apache Kafka (UtilsTest.testMurmur2).
const published = new Map([
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
  ["a-little-bit-longer-string", -1486304829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
]);
const partitions = 6;
let same = 0;
for (const [key, hash] of published) {
  const java = (hash & 0x7fffffff) % partitions;
  const byDefault = Number(BigInt(defaultPartitioner({}, Buffer.from(key))) % BigInt(partitions));
  const compatible = Number(BigInt(compatibilityPartitioner({}, Buffer.from(key))) % BigInt(partitions));
  if (compatible !== java) throw new Error(`compatibilityPartitioner: ${key} is on ${compatible}, Java's on ${java}`);
  if (byDefault === java) same += 1;
  console.log(`${key}: Java ${java}, compatible ${compatible}, default ${byDefault}`);
}
console.log(`${same} of ${published.size} keys with a negative hash are where Java puts them`);
process.exit(same === 0 ? 0 : 1);
END
node place.mjs
