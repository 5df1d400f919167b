#!/usr/bin/env bash
# @hey-api/openapi-ts writes the escapes of a pattern as the characters that they stand for.
#
# One expects: the pattern "^[^\u2028]+$" of an OpenAPI 3.1 document, valid ECMA-262 that holds no odd character itself, becomes
# the regular expression /^[^\u2028]+$/ in the generated zod schema.
# What is so: the generated file holds U+2028 itself, a line's end in JavaScript, within the literal: the file does not parse.
# "\u005d" becomes "]" in the same way and ends its class early. "\x5d" and "\s" stay as they are written.
# Versions: @hey-api/openapi-ts 0.99.0 with its zod plugin, zod 4.6.7, typescript 5.9.3.
# Why it matters: a pattern that spells Unicode properties out as ranges (needed by readers without the u flag) is valid for every
# validator and breaks this generator; "\x.." up to U+00FF and "\s" for white space avoid it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error \
  @hey-api/openapi-ts@0.99.0 zod@4.6.7 typescript@5.9.3 > /dev/null
cat > openapi.json <<'END'
{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{
"Line":{"type":"string","pattern":"^[^\\u2028]+$"},"Space":{"type":"string","pattern":"^[^\\s\\x5d]+$"}}}}
END
npx openapi-ts --input openapi.json --output out --plugins zod > log.txt 2>&1 || { cat log.txt; exit 1; }
npx openapi-ts --version 2>/dev/null || true
node -e '
const text = require("fs").readFileSync("out/zod.gen.ts", "utf8");
const raw = text.includes("\u2028"), kept = text.includes("\\x5d");
console.log(`holds U+2028 itself: ${raw}; keeps \\x5d as written: ${kept}`);
process.exit(raw && kept ? 0 : 1);
'
if npx tsc --noEmit --skipLibCheck --target es2022 --module esnext --moduleResolution bundler out/zod.gen.ts > tsc.txt; then
  echo "the generated file compiles now"
  exit 1
fi
head -2 tsc.txt
