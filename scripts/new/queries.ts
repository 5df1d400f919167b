import { type FeatureNames, withArticle } from "../change/feature-names.ts";
import { type Field, nullMark, readNameOf } from "./fields.ts";

const typeOf = (field: Field) => `${field.kind.type}${nullMark(field, " | null")}`;

const selected = (field: Field) =>
  field.kind.isReadAsText
    ? `sql<${typeOf(field)}>\`\${sql.ref("${field.column}")}::text\`.as("${readNameOf(field)}")`
    : `"${field.column}"`;

const shown = (fields: readonly Field[]) =>
  ['"id"', ...fields.map(selected), '"created_at"', '"updated_at"'].join(", ");

function writtenOf({ name, kind, isOptional }: Field, from: string): string {
  const value = `${from}.${name}`;
  if (kind.written === undefined) return value;
  return isOptional ? `${value} === null ? null : ${kind.written(value)}` : kind.written(value);
}

const assigned = (fields: readonly Field[], from: string) =>
  fields.map((field) => `${field.column}: ${writtenOf(field, from)},`).join("\n");

interface Scope {
  readonly parameter: string;
  readonly where: string;
  readonly insert: string;
  readonly pageValues: string;
}

/** The condition that restricts a statement to its owner's rows; nothing where things are public. */
const scopeOf = (isOwned: boolean): Scope =>
  isOwned
    ? {
        parameter: "{ accountId }: Owner, ",
        where: '.where("account_id", "=", accountId)',
        insert: "account_id: accountId, ",
        pageValues: "accountId, ",
      }
    : { parameter: "", where: "", insert: "", pageValues: "" };

/** The queries that insert, update and delete. */
const writesText = (
  { One, table, phrase }: FeatureNames,
  fields: readonly Field[],
  { parameter, where, insert }: Scope,
): string => `export const insert${One} = (db: Db, ${parameter}text: ${One}Text) =>
  db
    .insertInto("${table}")
    .values({
      ${insert}
      ${assigned(fields, "text")}
    })
    .returning(shown)
    .executeTakeFirstOrThrow();

/** Keeps what is \`undefined\`. @returns \`undefined\` when there is no such ${phrase}. */
export const update${One} = (
  db: Db,
  ${parameter}
  id: number,
  changes: { readonly [Name in keyof ${One}Text]?: ${One}Text[Name] | undefined },
) =>
  db
    .updateTable("${table}")
    .set({
      ${assigned(fields, "changes")}
      // Two changes within one millisecond still have two times.
      updated_at: sql\`greatest(clock_timestamp(), updated_at + interval '1 millisecond')\`,
    })
    ${where}
    .where("id", "=", id)
    .returning(shown)
    .executeTakeFirst();

/** @returns whether it was there. */
export async function delete${One}(db: Db, ${parameter}id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("${table}")${where}.where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}
`;

/** SQL of a feature. */
export function queriesFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { One, Many, table, phrase, phrases } = names;
  const { parameter, where, pageValues } = scopeOf(isOwned);
  const owner = `
/** The owner to whose ${phrases} a statement is restricted; policies.ts says who that is. */
export interface Owner {
  readonly accountId: number;
}
`;
  return `import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

${fields.some(({ kind }) => kind.isReadAsText) ? "// Numbers of 64 bits are read as text, exactly; by their columns' own names they sort and compare as numbers.\n" : ""}const shown = [${shown(fields)}] as const;
${isOwned ? owner : ""}
/** The written columns of ${withArticle(phrase)}. */
export interface ${One}Text {
${fields.map((field) => `  readonly ${field.name}: ${typeOf(field)};`).join("\n")}
}

/** Which part of a list to read. */
export interface ${One}Page {
  readonly limit: number;
  readonly beforeId: number | undefined;
}

const newest = compiledOnce((db, { ${pageValues}limit, beforeId }: ${isOwned ? "Owner & " : ""}${One}Page) =>
  db
    .selectFrom("${table}")
    .select(shown)
    ${where}
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit),
);

/** Newest first. */
export const list${Many} = (db: Db, ${isOwned ? "owner: Owner, " : ""}page: ${One}Page) =>
  newest(db, ${isOwned ? "{ ...owner, ...page }" : "page"});

export const find${One} = (db: Db, ${parameter}id: number) =>
  db.selectFrom("${table}").select(shown)${where}.where("id", "=", id).executeTakeFirst();

${writesText(names, fields, scopeOf(isOwned))}`;
}
