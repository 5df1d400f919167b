#!/usr/bin/env bash
# One value taken from zod's nested namespace `z.core` brings every locale into a bundle.
#
# One expects: after `import * as z from "zod"`, which esbuild tree-shakes, `z.core.safeParse` and `z.safeParse` are one function and
# cost the same bytes.
# What is so: `core` is re-exported as a namespace of its own, and a property read from it at run time keeps the whole of it, with
# its `locales`: the bundle is several times as large. Types (`z.core.$ZodType`) cost nothing, so the same two words are free
# in one line and expensive in the next.
# Versions: zod 4.6.7, esbuild 0.28.2.
# Why it matters: a worker has a size limit and starts slower with each kilobyte; the advice "use the namespace import" does not
# cover this, and no type checker or linter shows it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --no-audit --no-fund --no-package-lock --loglevel=error zod@4.6.7 esbuild@0.28.2 > /dev/null
echo 'import * as z from "zod"; export const read = (value) => z.safeParse(z.object({ a: z.string() }), value);' > plain.mjs
echo 'import * as z from "zod"; export const read = (value) => z.core.safeParse(z.object({ a: z.string() }), value);' > core.mjs
for name in plain core; do npx esbuild "$name.mjs" --bundle --minify --format=esm --outfile="$name.out.js" --log-level=error; done
plain=$(wc -c < plain.out.js) core=$(wc -c < core.out.js)
locales=$(grep -c "Ungültige Eingabe\|Ung\\\\xFCltige Eingabe" core.out.js || true)
echo "zod $(node -p 'require("./node_modules/zod/package.json").version'), esbuild $(npx esbuild --version): z.safeParse $plain bytes, z.core.safeParse $core bytes; a German message in the latter: $([ "$locales" -gt 0 ] && echo yes || echo no)"
[ "$core" -gt $((plain * 2)) ] && [ "$locales" -gt 0 ]
