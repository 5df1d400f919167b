import type { Api, Procedure } from "./procedure.ts";

/** A procedure with its full name, `articles.get`. */
export interface NamedProcedure {
  readonly name: string;
  readonly procedure: Procedure;
}

/** All procedures, in order of declaration. */
export const proceduresOf = (api: Api): readonly NamedProcedure[] =>
  Object.entries(api).flatMap(([feature, contracts]) =>
    Object.entries(contracts).map(([verb, procedure]) => ({ name: `${feature}.${verb}`, procedure })),
  );
