import type { DocumentIndex } from "../../shared/contract/index.ts";

/** Longer values can only be those of an older schema: the current one bounds its values. */
const maxIndexedLength = 400;

const jsonTypes = { text: "string", number: "number", boolean: "boolean" } as const;

/**
 * The expression of an index over a field, as in its migration: the planner uses an index for the same expression only.
 * Null for a value of another type, which an older schema may have allowed.
 * @throws {TypeError} for a name with other characters than letters and digits, since it becomes SQL.
 */
export function indexExpression({ field, kind }: Pick<DocumentIndex, "field" | "kind">): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(field))
    throw new TypeError(
      `"${field}" cannot be indexed: a name must begin with a letter and have only letters and digits`,
    );
  const text = `body ->> '${field}'`;
  const value = {
    text: `left(${text}, ${maxIndexedLength})`,
    number: `(${text})::numeric`,
    boolean: `(${text})::boolean`,
  };
  const expression = `(case json_typeof(body -> '${field}') when '${jsonTypes[kind]}' then ${value[kind]} end)`;
  return kind === "text" ? `(${expression} collate "C")` : expression;
}

const snake = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An index over a field of a collection, and the statement that creates it. */
export function indexStatement(collection: string, index: Pick<DocumentIndex, "field" | "kind">) {
  const expression = indexExpression(index);
  const name = `document_${snake(collection)}_${snake(index.field)}_idx`;
  return {
    name,
    statement: `create index ${name} on document (account_id, ${expression}, key) where collection = '${collection}'`,
  };
}
