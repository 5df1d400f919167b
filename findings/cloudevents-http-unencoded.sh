#!/usr/bin/env bash
# The CloudEvents SDK for JavaScript makes HTTP headers that HTTP clients refuse, of any attribute with letters beyond ASCII.
#
# One expects: in binary mode attribute values are percent-encoded where a header cannot hold them, as the HTTP binding of CloudEvents
# says (section 3.1.3.2), and decoded by the reader.
# What is so: values are copied as they are, both ways: fetch refuses the request of a subject with a euro sign, and an encoded value
# of another sender is read with its percent signs.
# Versions: cloudevents 10.0.0, Node 20 and later.
# Why it matters: events go out for months until the first subject that holds a title or a name. Structured mode is not concerned.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund cloudevents@10.0.0
cat > http.mjs <<'END_OF_PROGRAM'
import { CloudEvent, HTTP } from "cloudevents";
const of = (subject) => new CloudEvent({ id: "1", source: "https://shop.example.com", type: "order.shipped", subject, data: {} });
const outcome = (headers) => {
  try {
    return new Request("https://example.com", { method: "POST", headers, body: "{}" }).method;
  } catch (error) {
    return error.name;
  }
};
console.log("subject '5 EUR':", outcome(HTTP.binary(of("5 EUR")).headers));
console.log("subject '5 €':", outcome(HTTP.binary(of("5 €")).headers));
const { headers, body } = HTTP.binary(of("5 EUR"));
console.log("received '5%20%E2%82%AC':", HTTP.toEvent({ headers: { ...headers, "ce-subject": "5%20%E2%82%AC" }, body }).subject);
END_OF_PROGRAM
output=$(node http.mjs)
echo "cloudevents 10.0.0, Node $(node --version)"
echo "$output"
grep -q "^subject '5 EUR': POST$" <<< "$output"
grep -q "^subject '5 €': TypeError$" <<< "$output"
grep -q "^received '5%20%E2%82%AC': 5%20%E2%82%AC$" <<< "$output"
