import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addImport, appendElement } from "../change/edits.ts";
import { listsOf } from "../change/feature-lists.ts";
import { type FeatureNames, Refusal, snake } from "../change/feature-names.ts";
import { addMigration } from "../change/migrations.ts";
import { Draft, type Plan } from "../change/plan.ts";
import { contractFile } from "./contract.ts";
import { migrationFile, tableType } from "./database.ts";
import type { Field } from "./fields.ts";
import { handlersFile, indexFile, policiesFile } from "./handlers.ts";
import { queriesFile } from "./queries.ts";
import { samplesFile, seedFile, testFile } from "./tests.ts";

/** A feature to generate. */
export interface NewFeature {
  readonly names: FeatureNames;
  readonly fields: readonly Field[];
  /** Whether each thing belongs to an account. */
  readonly isOwned: boolean;
}

/** @throws {Refusal} if the name, the table or the type is in use. */
export function checkFree({ feature, One, table, path }: FeatureNames, root: string): void {
  const contracts = readdirSync(join(root, "shared")).filter((file) => file.endsWith(".ts"));
  for (const file of contracts) {
    if ([`${feature.toLowerCase()}.ts`, `${path}.ts`].includes(file.toLowerCase()))
      throw new Refusal(`There is a feature or file shared/${file} already.`);
    if (readFileSync(join(root, "shared", file), "utf8").includes(`id: "${One}"`))
      throw new Refusal(`shared/${file} calls something "${One}" already: clients could not distinguish the two.`);
  }
  const client = readFileSync(join(root, "client/generated/api.ts"), "utf8");
  if (new RegExp(`^export (?:interface|type) ${One}\\b`, "m").test(client))
    throw new Refusal(`The client has a type "${One}" already: it could not distinguish the two.`);
  const schema = readFileSync(join(root, "server/database/schema.ts"), "utf8");
  if (new RegExp(`^  ${table}: |interface ${One}Table `, "m").test(schema))
    throw new Refusal(`The database has a table "${table}" already.`);
  if (existsSync(join(root, "server/features", path))) throw new Refusal(`server/features/${path} exists already.`);
}

/** The line about a feature in docs/FEATURES.md. */
const docsLine = ({ names, fields, isOwned }: NewFeature) =>
  `- **${names.feature}**: ${fields.map(({ name, isOptional }) => (isOptional ? `${name} (optional)` : name)).join(", ")}; ${
    isOwned ? "each an account's own" : "public to read, written by admins"
  }. Contract in \`shared/${names.path}.ts\`.`;

/** Plans the files of a new feature. @throws {Refusal} on a name conflict. */
export function planFeature(root: string, wanted: NewFeature): Plan {
  const { names, fields, isOwned } = wanted;
  const { feature, path, table } = names;
  checkFree(names, root);
  const draft = new Draft(root);
  const folder = `server/features/${path}`;
  draft.create(`shared/${path}.ts`, contractFile(names, fields, isOwned));
  draft.create(`${folder}/queries.ts`, queriesFile(names, fields, isOwned));
  draft.create(`${folder}/handlers.ts`, handlersFile(names, fields, isOwned));
  if (isOwned) draft.create(`${folder}/policies.ts`, policiesFile(names));
  draft.create(`${folder}/index.ts`, indexFile(names));
  draft.create(`tests/features/${path}.test.ts`, testFile(names, fields, isOwned));
  draft.create(`tests/samples/${path}.ts`, samplesFile(names, fields, isOwned));
  draft.create(`seed/features/${path}.ts`, seedFile(names, fields, isOwned));
  addMigration(draft, snake(feature), migrationFile(names, fields, isOwned));
  draft.edit("server/database/schema.ts", (source) =>
    appendElement(
      source,
      "export interface Schema {",
      `  ${table}: ${names.One}Table;`,
      "server/database/schema.ts",
    ).replace("export interface Schema {", `${tableType(names, fields, isOwned)}\nexport interface Schema {`),
  );
  for (const { path: list, opener, module, imported, element } of listsOf(names))
    draft.edit(list, (source) =>
      appendElement(addImport(source, `import { ${imported} } from "${module}";`), opener, element, list),
    );
  draft.edit(
    "docs/FEATURES.md",
    (source) => `${source.trimEnd()}\n${source.trimEnd().endsWith("Your own:") ? "\n" : ""}${docsLine(wanted)}\n`,
  );
  return draft.plan;
}
