#!/usr/bin/env bash
# The JavaScript library of Standard Webhooks cannot verify a request of the Fetch API as it is.
#
# One expects: `webhook.verify(await request.bytes(), request.headers)`, since every edge runtime hands a webhook's receiver a
# `Request`, and a signature is over bytes.
# What is so: the library lists the headers by `Object.keys`, and a `Headers` object has no keys of its own, so all three headers
# are "missing"; and bytes are taken from a `Buffer` alone (by the name of its constructor), not from a `Uint8Array`.
# `verify(await request.text(), Object.fromEntries(request.headers))` works for text in UTF-8.
# Versions: standardwebhooks 1.1.1, Node 20 and later.
# Why it matters: a receiver on Workers or Deno refuses every webhook, and the message blames the sender for missing headers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund standardwebhooks@1.1.1
cat > verify.mjs <<'END_OF_PROGRAM'
import { Webhook } from "standardwebhooks";
const webhook = new Webhook("whsec_YSBzZWNyZXQgb2YgdGhlc2UgcGFnZXMsIDMyIGJ5dGU=");
const body = '{"type":"order.shipped","data":{"orderId":7}}';
const at = new Date();
const request = new Request("https://example.com/hooks", {
  method: "POST",
  body,
  headers: {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": webhook.sign("msg_1", at, body),
  },
});
const bytes = new Uint8Array(await request.arrayBuffer());
const fields = Object.fromEntries(request.headers);
const outcome = (verify) => {
  try {
    return `verified ${verify().type}`;
  } catch (error) {
    return error.message;
  }
};
console.log("Headers object: ", outcome(() => webhook.verify(body, request.headers)));
console.log("Uint8Array body:", outcome(() => webhook.verify(bytes, fields)));
console.log("text and fields:", outcome(() => webhook.verify(body, fields)));
END_OF_PROGRAM
output=$(node verify.mjs)
echo "standardwebhooks 1.1.1, Node $(node --version)"
echo "$output"
grep -q '^Headers object:  Missing required headers$' <<< "$output"
grep -q '^Uint8Array body: Expected payload to be of type string or Buffer.$' <<< "$output"
grep -q '^text and fields: verified order.shipped$' <<< "$output"
