import { type Procedure, tagFields } from "../../shared/contract/index.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a field contributes to a tag; names differ only by case when they are one to the database. */
const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === "string" || typeof value === "number"
    ? String(value).normalize("NFC").toLowerCase()
    : undefined;
};

/** A template with its fields filled in, or `undefined` when one of them has no value. */
function fill(template: string, fields: Fields): string | undefined {
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

/** The tags under which a query's answer is kept. */
export const tagsOf = (templates: readonly string[], input: Fields): string[] =>
  templates.flatMap((template) => fill(template, input) ?? []);

/** The tags that a mutation's success drops: those of what was named in the call and of what came out of it. */
export function tagsCleared(procedure: Procedure, input: Fields, output: unknown): string[] {
  if (procedure.kind === "query") return [];
  const sources = isFields(output) ? [input, output] : [input];
  const tags = (procedure.invalidates ?? []).flatMap((template) =>
    tagFields(template).length === 0 ? template : sources.flatMap((fields) => fill(template, fields) ?? []),
  );
  return [...new Set(tags)];
}
