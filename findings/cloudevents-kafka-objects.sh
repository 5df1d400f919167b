#!/usr/bin/env bash
# The Kafka binding of the CloudEvents SDK for JavaScript fits no Kafka client: it takes no bytes and gives no bytes.
#
# One expects: `Kafka.binary(event)` is a message that a client can send, and `Kafka.toEvent(message)` reads what a client received.
# What is so: the value of a binary message is the data as an object, with `undefined` among its headers; and header values as bytes,
# which is how clients deliver them, end in a TypeError of the SDK.
# Versions: cloudevents 10.0.0.
# Why it matters: an event sent by `String(value)` arrives as "[object Object]"; who takes the SDK for Kafka has to encode the data, drop
# the empty headers and decode the received ones beforehand.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund cloudevents@10.0.0
cat > kafka.mjs <<'END_OF_PROGRAM'
import { CloudEvent, Kafka } from "cloudevents";
const event = new CloudEvent({ id: "1", source: "https://shop.example.com", type: "order.shipped", data: { orderId: 7 } });
const binary = Kafka.binary(event);
console.log("value of a binary message:", typeof binary.value, String(binary.value));
console.log("empty headers:", Object.values(binary.headers).filter((value) => value === undefined).length > 0);
const structured = Kafka.structured(event);
const bytes = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Buffer.from(value)]));
const outcome = (message) => {
  try {
    return `read ${Kafka.toEvent(message).type}`;
  } catch (error) {
    return error.name;
  }
};
console.log("headers as text:", outcome(structured));
console.log("headers as bytes:", outcome({ ...structured, headers: bytes(structured.headers) }));
END_OF_PROGRAM
output=$(node kafka.mjs)
echo "cloudevents 10.0.0, Node $(node --version)"
echo "$output"
grep -q '^value of a binary message: object \[object Object\]$' <<< "$output"
grep -q '^empty headers: true$' <<< "$output"
grep -q '^headers as text: read order.shipped$' <<< "$output"
grep -q '^headers as bytes: TypeError$' <<< "$output"
