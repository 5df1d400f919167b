import { type FeatureNames, withArticle } from "../change/feature-names.ts";
import { type Field, readNameOf } from "./fields.ts";

/** Handlers of a feature. */
export function handlersFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { feature, one, One, Many, path } = names;
  const [owner, viewer] = isOwned ? ["ownerOf(viewer), ", "viewer, "] : ["", ""];
  return `import { ${feature} } from "../../../shared/${path}.ts";
import { decodeCursor, encodeCursor, implement } from "../../procedures/index.ts";
${isOwned ? 'import { ownerOf } from "./policies.ts";\n' : ""}import { delete${One}, find${One}, insert${One}, list${Many}, update${One} } from "./queries.ts";

const present = (row: Awaited<ReturnType<typeof insert${One}>>) => ({
  id: row.id,
${fields.map((field) => `  ${field.name}: row.${readNameOf(field)},`).join("\n")}
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const ${one}Handlers = implement(${feature}, {
  list: async ({ db, ${viewer}input, invalid }) => {
    const beforeId =
      input.cursor === undefined ? undefined : (decodeCursor(input.cursor) ?? invalid("cursor", "is invalid"));
    const rows = await list${Many}(db, ${owner}{ limit: input.limit + 1, beforeId });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      ${feature}: page.map(present),
      next: rows.length > input.limit && last !== undefined ? encodeCursor(last.id) : null,
    };
  },

  get: async ({ db, ${viewer}input, fail }) =>
    present((await find${One}(db, ${owner}input.id)) ?? fail("not_found")),

  add: ({ ${viewer}input, write }) => write(async (tx) => present(await insert${One}(tx, ${owner}input))),

  update: ({ ${viewer}input: { id, ...changes }, fail, write }) =>
    write(async (tx) => present((await update${One}(tx, ${owner}id, changes)) ?? fail("not_found"))),

  delete: ({ ${viewer}input, fail, write }) =>
    write(async (tx) => {
      if (!(await delete${One}(tx, ${owner}input.id))) fail("not_found");
      return null;
    }),
});
`;
}

/** Access rules that the contract alone does not express. */
export const policiesFile = ({
  phrase,
  phrases,
}: FeatureNames): string => `import type { Viewer } from "../../procedures/index.ts";
import type { Owner } from "./queries.ts";

/** ${withArticle(phrase).replace(/^./, (first) => first.toUpperCase())} is its owner's alone: for other callers, whatever their role, there is no such ${phrase}. Every statement takes the owner of the ${phrases} it may reach. */
export const ownerOf = (viewer: Viewer): Owner => ({ accountId: viewer.id });
`;

/** The public part of a feature. */
export const indexFile = ({ one, One }: FeatureNames): string => `export { ${one}Handlers } from "./handlers.ts";
export { insert${One} } from "./queries.ts";
`;
