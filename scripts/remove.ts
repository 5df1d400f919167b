import { parseArgs } from "node:util";
import { command } from "./change/command.ts";
import { featureNames, Refusal } from "./change/feature-names.ts";
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
  if (what !== "feature" || name === undefined || more.length > 0) throw new Refusal(`Write it as in\n${usage}`);
  const names = featureNames(name);
  checkWorkTree(root);
  const plan = planRemoval(root, names);
  await apply(root, plan, async (write) => {
    regenerate(root);
    dropUnusedExports(root, write);
  });
  const lines = [...plan].map(([path, text]) => `${text === null ? "removed" : "changed"} ${path}`);
  const isMigrated = [...plan.keys()].some((path) => path.startsWith("migrations/"));
  const dropped = isMigrated ? "The migration drops what it stored when the new version starts. " : "";
  return `${lines.join("\n")}\n
${dropped}Clients that call ${names.feature} get 404 from then on: where it
was ever released, the wire's version is one higher and CHANGELOG.md says so.`;
});
