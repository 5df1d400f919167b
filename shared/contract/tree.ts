import type { Api, Procedure, SingleCall } from "./procedure.ts";

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

/** A procedure with one response, with its full name. */
export interface NamedCall extends NamedProcedure {
  readonly procedure: SingleCall;
}

const isCall = (named: NamedProcedure): named is NamedCall => named.procedure.kind !== "subscription";

/** All procedures with one response, queries and mutations, in order of declaration. */
export const callsOf = (api: Api): readonly NamedCall[] => proceduresOf(api).filter(isCall);
