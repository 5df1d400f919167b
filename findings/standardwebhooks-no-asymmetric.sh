#!/usr/bin/env bash
# The JavaScript library of Standard Webhooks verifies the symmetric signatures of its standard alone.
#
# One expects: the library that the standard names as its reference takes both schemes that the standard defines: `v1` (HMAC, under
# `whsec_…`) and `v1a` (ed25519, under `whpk_…`).
# What is so: every signature but `v1` is passed over. A `whpk_` key is refused as broken base64, and a correct `v1a` signature ends
# in "No matching signature found".
# Versions: standardwebhooks 1.1.1, standard 1.0.0.
# Why it matters: a sender that offers ed25519 has receivers whose library cannot check it; twenty lines of `node:crypto` can.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund standardwebhooks@1.1.1
cat > verify.mjs <<'END_OF_PROGRAM'
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { Webhook } from "standardwebhooks";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const body = '{"type":"order.shipped","data":{"orderId":7}}';
const timestamp = String(Math.floor(Date.now() / 1000));
const signed = Buffer.from(`msg_1.${timestamp}.${body}`);
const signature = sign(null, signed, privateKey);
const headers = { "webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": `v1a,${signature.toString("base64")}` };
const outcome = (run) => {
  try {
    run();
    return "verified";
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
console.log("node:crypto:  ", verify(null, signed, publicKey, signature) ? "verified" : "refused");
console.log("whpk_ as key: ", outcome(() => new Webhook(`whpk_${raw}`)));
console.log("v1a signature:", outcome(() => new Webhook(raw).verify(body, headers)));
END_OF_PROGRAM
output=$(node verify.mjs)
echo "standardwebhooks 1.1.1, Node $(node --version)"
echo "$output"
grep -q '^node:crypto:   verified$' <<< "$output"
grep -qE '^whpk_ as key:  .*(ecode|base64|Base64)' <<< "$output"
grep -q '^v1a signature: .*No matching signature found$' <<< "$output"
