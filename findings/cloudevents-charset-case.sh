#!/usr/bin/env bash
# The CloudEvents SDK for JavaScript refuses a structured event whose charset is written in capitals.
#
# One expects: `application/cloudevents+json; charset=UTF-8` and `charset=utf-8` are one media type: names of charsets do not depend
# on case (RFC 9110, section 8.3.2).
# What is so: only the content type in exactly the SDK's own spelling, or without a charset, finds a parser; the other is "invalid".
# Versions: cloudevents 10.0.0.
# Why it matters: Java and Go senders and several gateways write `UTF-8`. A consumer that uses the SDK rejects their events for good,
# and a sender that wants to be read by all leaves the charset out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund cloudevents@10.0.0
cat > read.mjs <<'END_OF_PROGRAM'
import { HTTP } from "cloudevents";
const body = '{"specversion":"1.0","id":"1","source":"https://shop.example.com","type":"order.shipped","data":{"orderId":7}}';
for (const charset of ["", "; charset=utf-8", "; charset=UTF-8"]) {
  const contentType = `application/cloudevents+json${charset}`;
  try {
    console.log(`${contentType} -> read ${HTTP.toEvent({ headers: { "content-type": contentType }, body }).type}`);
  } catch (error) {
    console.log(`${contentType} -> ${error.message.slice(0, 20)}`);
  }
}
END_OF_PROGRAM
output=$(node read.mjs)
echo "cloudevents 10.0.0, Node $(node --version)"
echo "$output"
grep -q '^application/cloudevents+json -> read order.shipped$' <<< "$output"
grep -q 'charset=utf-8 -> read order.shipped$' <<< "$output"
grep -q 'charset=UTF-8 -> invalid content type$' <<< "$output"
