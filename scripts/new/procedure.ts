import { appendElement, importNames } from "../change/edits.ts";
import { pascal, Refusal } from "../change/feature-names.ts";
import { placesOf } from "../change/feature-places.ts";
import { Draft, type Plan } from "../change/plan.ts";
import type { Field } from "./fields.ts";

/** A procedure to generate. */
export interface NewProcedure {
  /** `articles.pin`. */
  readonly name: string;
  readonly fields: readonly Field[];
  readonly isQuery: boolean;
}

const schemaOf = ({ name, kind, isOptional }: Field) =>
  `${name}: ${kind.zod}${isOptional ? ".optional()" : ""}.meta({ examples: [${JSON.stringify(kind.samples[0])}] })`;

const kebab = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function contractOf(feature: string, verb: string, { name, fields, isQuery }: NewProcedure): string {
  // Not below the feature's path, where it could collide with a parameter, as in GET /articles/{slug}.
  const route = isQuery ? `GET /${kebab(feature)}-${kebab(verb)}` : `POST /${kebab(feature)}/${kebab(verb)}`;
  return `  ${verb}: ${isQuery ? "query" : "mutation"}({
    summary: "${pascal(verb)} (not written yet)",
    access: "required",
    input: z.object({ ${fields.map(schemaOf).join(", ")} }),
    output: Nothing,
    errors: {
      unwritten: { status: 409, subject: "${verb}", message: "is not written yet", detail: "${name} is declared, and not written yet." },
    },
    rest: { route: "${route}" },
  }),`;
}

const testFile = (feature: string, verb: string, { name, fields }: NewProcedure): string => {
  const input = fields.map((field) => `${field.name}: ${JSON.stringify(field.kind.samples[0])}`).join(", ");
  return `import { expect, test } from "../kit/index.ts";

test("${name} says that it is not written yet", async ({ kit }) => {
  await expect(kit.member("ada").${feature}.${verb}({ ${input} })).rejects.toMatchObject({ code: "unwritten", status: 409 });
  await expect(kit.anyone.${feature}.${verb}({ ${input} })).rejects.toMatchObject({ code: "unauthorized", status: 401 });
});
`;
};

/** Plans the files of a new procedure. @throws {Refusal} if it cannot be added. */
export function planProcedure(root: string, wanted: NewProcedure): Plan {
  const { name, fields } = wanted;
  const [feature = "", verb = "", ...more] = name.split(".");
  if (
    more.length > 0 ||
    !/^[a-z][A-Za-z0-9]{0,39}$/.test(verb) ||
    verb in Object.prototype ||
    ["then", "call", "apply"].includes(verb)
  )
    throw new Refusal(`"${name}" cannot name a procedure: write a feature and a verb, as in articles.pin.`);
  const draft = new Draft(root);
  const places = placesOf(root, feature);
  if (places === undefined)
    throw new Refusal(
      `There is no feature "${feature}": make it with npm run new -- feature ${feature || "bookmarks"} …`,
    );
  const { contract } = places;
  const handlers = `${places.folder}/handlers.ts`;
  if (new RegExp(`^  ${verb}: (?:query|mutation)\\(`, "m").test(draft.read(contract)))
    throw new Refusal(`There is a procedure "${name}" already.`);
  draft.edit(contract, (source) => {
    const extended = appendElement(source, `export const ${feature} = {`, contractOf(feature, verb, wanted), contract);
    const uses = [...new Set(fields.flatMap(({ kind }) => kind.uses ?? []))];
    const withFields = importNames(extended, ["Nothing", ...uses], "./fields.ts");
    return importNames(withFields, [wanted.isQuery ? "query" : "mutation"], "./contract/index.ts");
  });
  draft.edit(handlers, (source) =>
    appendElement(source, `implement(${feature}, {`, `  ${verb}: ({ fail }) => fail("unwritten"),`, handlers),
  );
  const input = fields.map((field) => `${field.name}: ${JSON.stringify(field.kind.samples[0])}`).join(", ");
  const sampled = `tests/samples/${kebab(feature)}.ts`;
  const row = `"${name}": members(${input === "" ? "" : `() => ({ ${input} })`}),`;
  if (draft.has(sampled))
    draft.edit(sampled, (source) =>
      importNames(appendElement(source, "access: {", row, sampled), ["members"], "../access/rows.ts"),
    );
  else
    draft.edit("tests/access/table.ts", (source) =>
      appendElement(source, "table: Readonly<Record<string, Row>> = {", row, "tests/access/table.ts"),
    );
  draft.create(`tests/features/${kebab(feature)}.${verb}.test.ts`, testFile(feature, verb, wanted));
  return draft.plan;
}
