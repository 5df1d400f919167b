#!/usr/bin/env bash
# URLSearchParams of Node loses letters beyond ASCII that stand beside an escape which is none.
#
# One expects: URLSearchParams undoes percent encoding as WHATWG URL 1.3 says: a "%" without two hex digits stays, letters stay, escapes
# become bytes. "text=%zzé%2B" then holds "%zzé+", as browsers and Deno read it. decodeURIComponent is no way out: it throws.
# What is so: Node falls back to a decoder that takes each UTF-16 unit for one byte: "é" becomes U+FFFD. With either the broken escape or
# the true one left out, the letter stays.
# Versions: node 24.21.0 from npm; deno 2.9.5 from npm reads it as expected.
# Why it matters: an address that a person typed or cut ("100%zu", "é") is read as other letters, silently, and is stored as such; and who
# tells bytes that are no UTF-8 by U+FFFD in what URLSearchParams made of them refuses good text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --no-audit --no-fund --no-package-lock --loglevel=error node@24.21.0 deno@2.9.5 > /dev/null
cat > read.mjs <<'END'
console.log(new URLSearchParams("text=%zz\u00e9%2B").get("text"), new URLSearchParams("text=\u00e9%2B").get("text"));
END
node=$(node_modules/.bin/node read.mjs)
deno=$(node_modules/.bin/deno run --quiet read.mjs)
echo "node $(node_modules/.bin/node --version): $node"
echo "$(node_modules/.bin/deno --version | head -1): $deno"
[ "$node" = "$(printf '%%zz\xef\xbf\xbd+ \xc3\xa9+')" ] && [ "$deno" = "$(printf '%%zz\xc3\xa9+ \xc3\xa9+')" ]
