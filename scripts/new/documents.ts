import { indexStatement } from "../../server/documents/index-sql.ts";
import { largestTtlSeconds } from "../../shared/contract/collection.ts";
import type { DocumentIndex } from "../../shared/contract/index.ts";
import { addImport, appendElement } from "../change/edits.ts";
import { listsOf } from "../change/feature-lists.ts";
import { type FeatureNames, Refusal, snake } from "../change/feature-names.ts";
import { addMigration } from "../change/migrations.ts";
import { Draft, type Plan } from "../change/plan.ts";
import { collectionSamplesFile, collectionTestFile } from "./document-tests.ts";
import { checkFree } from "./feature.ts";
import { type Field, sampleOf } from "./fields.ts";

/** A collection to generate. */
export interface NewDocuments {
  readonly names: FeatureNames;
  readonly fields: readonly Field[];
  /** Names of the fields that lists go by. */
  readonly indexes: readonly string[];
  /** With it the collection is stored in Redis: the time from a document's last write until it expires. */
  readonly ttlSeconds?: number | undefined;
}

/** The options of a collection as they are written on the command line. */
interface DocumentsOptions {
  readonly index: readonly string[];
  readonly store?: string | undefined;
  readonly ttl?: string | undefined;
}

/** @throws {Refusal} for options that do not go together. */
export function parseStore({ index, store = "postgres", ttl }: DocumentsOptions): number | undefined {
  if (store !== "postgres" && store !== "redis")
    throw new Refusal(`--store ${store}: documents are stored in postgres or in redis.`);
  if (store === "postgres") {
    if (ttl === undefined) return undefined;
    throw new Refusal(`--ttl ${ttl}: only documents in Redis expire: add --store redis.`);
  }
  if (index.length > 0)
    throw new Refusal(`--index ${index[0]}: Redis has no indexes: leave out --index, or --store redis.`);
  if (ttl === undefined)
    throw new Refusal("--store redis: add the seconds after which a document expires: --ttl 3600.");
  const seconds = /^\d{1,9}$/.test(ttl) ? Number(ttl) : 0;
  if (seconds >= 1 && seconds <= largestTtlSeconds) return seconds;
  throw new Refusal(`--ttl ${ttl}: write seconds, a whole number from 1 to ${largestTtlSeconds}.`);
}

/** A moment sorts as its text does where all moments are equally precise. */
const schemaOf = ({ name, isOptional, kind }: Field) => {
  const zod = kind.sql === "timestamptz(3)" ? "z.iso.datetime({ precision: 3 })" : kind.zod;
  return `    ${name}: ${zod}${isOptional ? ".optional()" : ""},`;
};

/** Columns whose values are text that sorts as they do, by a bounded schema. */
const isSortedText = ({ sql, zod }: Field["kind"]) =>
  ["date", "timestamptz(3)"].includes(sql) || /^(?:requiredText\(200\)|z\.email\(|z\.enum\()/.test(zod);

/** @throws {Refusal} for a name that is not a field, or whose values have no order. */
function indexOver(fields: readonly Field[], name: string): Pick<DocumentIndex, "field" | "kind"> {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) throw new Refusal(`--index ${name}: there is no field "${name}".`);
  const { kind } = field;
  if (kind.type === "number" || kind.type === "boolean") return { field: name, kind: kind.type };
  if (isSortedText(kind)) return { field: name, kind: "text" };
  throw new Refusal(`--index ${name}: lists go by text, email, int, bool, date, moment and enum(…).`);
}

function contractFile({ names, fields, indexes, ttlSeconds }: NewDocuments): string {
  const { feature, One, phrases } = names;
  const used = [...new Set(fields.flatMap(({ kind }) => (kind.sql === "timestamptz(3)" ? [] : (kind.uses ?? []))))];
  const imported = used.length === 0 ? "" : `import { ${used.join(", ")} } from "./fields.ts";\n`;
  const listed = indexes.length === 0 ? "" : `\n  indexes: ${JSON.stringify(indexes)},`;
  const stored = ttlSeconds === undefined ? "" : `\n  store: "redis",\n  ttlSeconds: ${ttlSeconds},`;
  return `import * as z from "zod";
import { documents } from "./contract/index.ts";
${imported}
const ${One} = z
  .object({
${fields.map(schemaOf).join("\n")}
  })
  .meta({ id: "${One}", examples: [${sampleOf(fields, 0)}] });

/** An account's ${phrases}. */
export const ${feature} = documents({
  name: "${feature}",
  key: z.string().min(1).max(64).meta({ examples: ["first"] }),
  schema: ${One},${listed}${stored}
});
`;
}

const handlersFile = ({ feature, one, path }: FeatureNames) => `import { ${feature} } from "../../../shared/${path}.ts";
import { implementDocuments } from "../../documents/index.ts";

export const ${one}Handlers = implementDocuments(${feature});
`;

/** The migration that creates the indexes of a collection. */
const migrationFile = (phrases: string, statements: readonly string[]) =>
  `import { type Kysely, sql } from "kysely";

/** Indexes of documents: ${phrases}. */
export async function up(db: Kysely<unknown>): Promise<void> {
${statements.map((statement) => `  await sql\`${statement}\`.execute(db);`).join("\n")}
}
`;

/** The migration that deletes the documents of a removed collection, and drops its indexes. */
export const dropDocumentsFile = ({ feature, phrases }: FeatureNames, fields: readonly string[]): string => {
  const drops = fields.map((field) => `drop index ${indexStatement(feature, { field, kind: "text" }).name}`);
  return migrationFile(phrases, [...drops, `delete from document where collection = '${feature}'`]).replace(
    "Indexes of documents",
    "Deletes the documents of a removed collection",
  );
};

/** Plans the files of a new collection. @throws {Refusal} on a name conflict, or for an index over no such field. */
export function planDocuments(root: string, wanted: NewDocuments): Plan {
  const { names, fields, indexes, ttlSeconds } = wanted;
  const isListed = ttlSeconds === undefined;
  const { feature, path } = names;
  checkFree(names, root);
  const statements = indexes.map((name) => indexStatement(feature, indexOver(fields, name)).statement);
  const draft = new Draft(root);
  draft.create(`shared/${path}.ts`, contractFile(wanted));
  draft.create(`server/features/${path}/handlers.ts`, handlersFile(names));
  draft.create(`server/features/${path}/index.ts`, `export { ${names.one}Handlers } from "./handlers.ts";\n`);
  draft.create(`tests/features/${path}.test.ts`, collectionTestFile(names, fields, { indexes, isListed }));
  draft.create(`tests/samples/${path}.ts`, collectionSamplesFile(names, fields, isListed));
  if (statements.length > 0) addMigration(draft, `${snake(feature)}_indexes`, migrationFile(names.phrases, statements));
  for (const { path: list, opener, module, imported, element } of listsOf(names))
    if (!list.startsWith("seed/"))
      draft.edit(list, (source) =>
        appendElement(addImport(source, `import { ${imported} } from "${module}";`), opener, element, list),
      );
  const stored = isListed ? "" : ", stored in Redis until they expire";
  const entry = `- **${feature}**: documents of ${fields.map(({ name }) => name).join(", ")}${stored}; each an account's own. Contract in \`shared/${path}.ts\`.`;
  draft.edit(
    "docs/FEATURES.md",
    (source) => `${source.trimEnd()}\n${source.trimEnd().endsWith("Your own:") ? "\n" : ""}${entry}\n`,
  );
  return draft.plan;
}
