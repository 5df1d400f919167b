import { type FeatureNames, withArticle } from "../change/feature-names.ts";
import { type Field, nullMark, sampleOf } from "./fields.ts";

const schemaOf = (field: Field) =>
  `${field.kind.zod}${nullMark(field, ".nullable()")}.meta({ examples: [${JSON.stringify(field.kind.samples[0])}] })`;

const pascalFields = (fields: readonly Field[]) =>
  fields.map((field) => `  ${field.name}: ${schemaOf(field)},`).join("\n");

const shownFields = (fields: readonly Field[]) =>
  fields.map((field) => `${field.name}: ${field.kind.shown}${nullMark(field, ".nullable()")}`).join(", ");

/** Access for reads and writes. */
export interface Openness {
  readonly read: string;
  readonly write: string;
  /** Possessive for sentences. */
  readonly whose: string;
}

/** Owned things are private to their owner; others are readable by all and writable by admins. */
export const opennessOf = (isOwned: boolean): Openness =>
  isOwned
    ? { read: '"required"', write: '"required"', whose: "the viewer's " }
    : { read: '"public"', write: '{ role: "admin" }', whose: "" };

const oneOf = ({ phrase, phrases }: FeatureNames, isOwned: boolean) =>
  isOwned ? `one of the viewer's ${phrases}` : withArticle(phrase);

/** The mutations of a feature. */
function changesText(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { one, One, path, phrase } = names;
  const { write } = opennessOf(isOwned);
  const optional = fields.filter(({ isOptional }) => isOptional);
  const defaults = optional.map(({ name }) => `, ${name}: fields.${name}.default(null)`).join("");
  return `  add: mutation({
    summary: "Add ${withArticle(phrase)}",
    access: ${write},
    input: z.object(${defaults === "" ? "fields" : `{ ...fields${defaults} }`}),
    output: ${One},
    limit,
    rest: { route: "POST /${path}", body: "${one}", reply: "${one}", status: 201, location: "/${path}/{id}" },
  }),
  update: mutation({
    summary: "Change ${oneOf(names, isOwned)}",
    description: "Omitted fields stay unchanged.",
    access: ${write},
    input: z.object({ id: ${One}Id, ...z.object(fields).exactPartial().shape }),
    output: ${One},
    errors,
    limit,
    rest: { route: "PUT /${path}/{id}", body: "${one}", reply: "${one}" },
  }),
  delete: mutation({
    summary: "Delete ${oneOf(names, isOwned)}",
    access: ${write},
    input: z.object({ id: ${One}Id }),
    output: Nothing,
    errors,
    limit,
    rest: { route: "DELETE /${path}/{id}", status: 204 },
  }),
`;
}

/** The procedures of a feature, as one object. */
function proceduresText(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { feature, one, One, path, phrases } = names;
  const { read, whose } = opennessOf(isOwned);
  return `export const ${feature} = {
  list: query({
    summary: "${whose === "" ? pascalPhrase(phrases) : `The viewer's ${phrases}`}, newest first",
    access: ${read},
    input: z.object(cursorPage),
    output: z.object({ ${feature}: z.array(${One}), next: Next }),
    rest: { route: "GET /${path}" },
  }),
  get: query({
    summary: "${pascalPhrase(oneOf(names, isOwned))}",
    access: ${read},
    input: z.object({ id: ${One}Id }),
    output: ${One},
    errors,
    rest: { route: "GET /${path}/{id}", reply: "${one}" },
  }),
${changesText(names, fields, isOwned)}};
`;
}

/** The contract of a feature: list, get, add, update, delete. */
export function contractFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { one, One, phrase } = names;
  const used = [...new Set(fields.flatMap(({ kind }) => kind.uses ?? []))];
  const imports = ["cursorPage", "Moment", "Next", "Nothing", ...used].join(", ");
  return `import * as z from "zod";
import { mutation, notFound, query } from "./contract/index.ts";
import { ${imports} } from "./fields.ts";

const ${One}Id = z
  .int()
  .min(1)
  .meta({ description: "A ${phrase}'s number.", examples: [7] });

/** The written fields of ${withArticle(phrase)}. */
const fields = {
${pascalFields(fields)}
};

export const ${One} = z.object({ id: ${One}Id, ${shownFields(fields)}, createdAt: Moment, updatedAt: Moment }).meta({
  id: "${One}",
  description: "${isOwned ? `A ${phrase} of an account's, visible to its owner only.` : `A ${phrase}.`}",
  examples: [
    { id: 7, ...${sampleOf(fields, 0)}, createdAt: "2026-11-05T09:30:00.000Z", updatedAt: "2026-11-05T09:30:00.000Z" },
  ],
});

const errors = { not_found: notFound("${one}", "${isOwned ? "You have" : "There is"} no such ${phrase}.") };
const limit = { per: "viewer", rate: 60, perSeconds: 60 } as const;

${proceduresText(names, fields, isOwned)}`;
}

const pascalPhrase = (phrase: string) => phrase.slice(0, 1).toUpperCase() + phrase.slice(1);
