import type { Api, Procedure } from "./procedure.ts";

/** A procedure with the name it is called by, `articles.get`. */
export interface NamedProcedure {
  readonly name: string;
  readonly procedure: Procedure;
}

/** Every procedure of the tree, in order of declaration. */
export const proceduresOf = (api: Api): readonly NamedProcedure[] =>
  Object.entries(api).flatMap(([feature, contracts]) =>
    Object.entries(contracts).map(([verb, procedure]) => ({ name: `${feature}.${verb}`, procedure })),
  );
