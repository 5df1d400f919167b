import { type Procedure, tagFields } from "../../shared/contract/index.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A field's part of a cache tag, in lower case as the database compares names. */
const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === "string" || typeof value === "number"
    ? String(value).normalize("NFC").toLowerCase()
    : undefined;
};

/** Fills a tag template; `undefined` when a field has no value. */
function fillTemplate(template: string, fields: Fields): string | undefined {
  if (!template.includes("{")) return template;
  let isWhole = true;
  const tag = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = textOf(fields, name);
    isWhole &&= value !== undefined;
    return value ?? "";
  });
  return isWhole ? tag : undefined;
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** The cache tags of a query's response. */
export const tagsOf = (templates: readonly string[], input: Fields): string[] =>
  templates.flatMap((template) => fillTemplate(template, input) ?? []);

/** The cache tags that a successful mutation invalidates, by fields of its input and output. */
export function tagsToInvalidate(procedure: Procedure, input: Fields, output: unknown): string[] {
  if (procedure.kind !== "mutation") return [];
  const sources = isFields(output) ? [input, output] : [input];
  const tags = (procedure.invalidates ?? []).flatMap((template) =>
    tagFields(template).length === 0 ? template : sources.flatMap((fields) => fillTemplate(template, fields) ?? []),
  );
  return [...new Set(tags)];
}
