import { parseArgs } from "node:util";
import { command } from "./change/command.ts";
import { Refusal } from "./change/feature-names.ts";
import { apply, checkWorkTree } from "./change/plan.ts";
import { regenerate } from "./change/regenerate.ts";
import { planRename } from "./rename/plan.ts";

const usage = `npm run rename -- acme [--title "Acme Press"]

Makes a clone one's own: the packages (acme, @acme/client), cookies, the worker, problem types (urn:acme:problem:…), prefixes
in Redis, and the title on pages and in the documents. Users who are signed in by a cookie sign in once more.
Prefixes of tokens (dvk_ and the like) stay, so that tokens in use go on; so do the licence and the embedded database.`;

const root = process.cwd();

await command(usage, async (parameters) => {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: { title: { type: "string" } },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Refusal(`Write it as in\n${usage}`);
  checkWorkTree(root);
  const plan = planRename(root, name, values.title);
  await apply(root, plan, async () => regenerate(root));
  return `${[...plan.keys()].join("\n")}\n
Review it with git diff, then: npm ci && npm run check -- --all && git commit -am "${name}: our own name"`;
});
