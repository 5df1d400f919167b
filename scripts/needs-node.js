import process from "node:process";

// Plain JavaScript, so that an older Node can run it: it stands before all that is TypeScript.

const isAble = Boolean(Reflect.get(process.features, "typescript"));
if (!isAble) {
  process.stderr.write(
    `Dovetail runs as TypeScript, which takes Node 22.18 or later; this is ${process.version}. Install Node 24, or run \`npm ci\` without --omit=dev, which brings it along.\n`,
  );
  process.exit(1);
}
