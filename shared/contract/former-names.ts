import type { Api, Procedure } from "./procedure.ts";
import { checkName } from "./procedure-checks.ts";
import { type NamedProcedure, proceduresOf } from "./tree.ts";

/** A feature and a verb, `"articles.favourite"`. */
export type FormerName = `${string}.${string}`;

/** A procedure under each of its names: its own one, and those it had before. */
export const namesOf = ({ name, procedure: { formerly = [] } }: NamedProcedure): readonly string[] => [
  name,
  ...formerly,
];

/** Former names are valid, and each leads to one procedure. @returns the error text, with the name of the procedure. */
export function checkFormerNames(api: Api): string | undefined {
  const taken = new Map<string, Procedure>(proceduresOf(api).map(({ name, procedure }) => [name, procedure]));
  for (const { name, procedure } of proceduresOf(api))
    for (const former of procedure.formerly ?? []) {
      const error = checkName({ name: former, procedure });
      if (error !== undefined) return `${name}: formerly: ${error}`;
      if (taken.has(former)) return `${name}: formerly: "${former}" already leads to a procedure`;
      taken.set(former, procedure);
    }
  return undefined;
}
