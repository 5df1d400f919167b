import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { command } from "./change/command.ts";
import { camel, featureNames, Refusal } from "./change/feature-names.ts";
import { placesOf } from "./change/feature-places.ts";
import { apply, checkWorkTree } from "./change/plan.ts";
import { regenerate } from "./change/regenerate.ts";
import { dropUnusedExports } from "./remove/exports.ts";
import { planRemoval } from "./remove/feature.ts";

const usage = `npm run remove -- feature bookmarks

Takes a feature out: contract, handlers, queries, tests, demo content, and by a new migration its table with all that is in
it; documents in Redis expire by themselves. Refuses while other files use it, and says which lines those are.`;

const root = process.cwd();

await command(usage, async (parameters) => {
  const { positionals } = parseArgs({ args: [...parameters], allowPositionals: true });
  const [what, name, ...more] = positionals;
  if (what === "procedure")
    throw new Refusal(
      "A procedure is taken out by hand: delete its contract and its handler; npm run check then names what is left of it.",
    );
  if (what !== "feature" || name === undefined || more.length > 0) throw new Refusal(`Write it as in\n${usage}`);
  if (placesOf(root, camel(name)) === undefined) throw new Refusal(`There is no feature "${name}".`);
  const names = featureNames(name);
  checkWorkTree(root);
  const plan = planRemoval(root, names);
  const isNew = new Set([...plan.keys()].filter((path) => !existsSync(path)));
  await apply(root, plan, async (write) => {
    regenerate(root);
    dropUnusedExports(root, write);
  });
  const lines = [...plan].map(
    ([path, text]) => `${text === null ? "removed" : isNew.has(path) ? "wrote" : "changed"} ${path}`,
  );
  const isMigrated = [...plan.keys()].some((path) => path.startsWith("migrations/"));
  const dropped = isMigrated ? "The migration drops what it stored when the new version starts. " : "";
  return `${lines.join("\n")}\n
${dropped}Clients that call ${names.feature} get 404 from then on: where it
was ever released, the wire's version is one higher and CHANGELOG.md says so.`;
});
