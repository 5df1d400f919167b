import fc from "fast-check";
import { parseRoute, proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import type { CredentialName } from "../support/replica-app.ts";
import { encodeCall, parityCase } from "../surfaces/parity-inputs.ts";

/** A call to make with two clients. */
export interface ParityCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly credential: CredentialName;
}

// They end the sessions of all later calls, or answer a secret that differs.
const isForStrangers = (name: string) =>
  /^sessions\.|^apiKeys\.create$|^passkeys\.begin|^passwords\.(change|reset)|^accounts\.(delete|export)$|^serviceTokens\./.test(
    name,
  );

const perProcedure = 5;
const procedures = new Map(proceduresOf(api).map(({ name, procedure }) => [name, procedure]));

function inputOf(name: string, fields: ParityCall["input"]): ParityCall["input"][] {
  const procedure = procedures.get(name);
  if (procedure?.rest === undefined) return [];
  const encoded = encodeCall(procedure, parseRoute(procedure.rest.route), fields);
  return encoded === undefined ? [] : [encoded.input];
}

const sampled = fc.sample(parityCase, { numRuns: 2000, seed: 20261129 });

/** A few calls of every procedure, by signed-in callers and by strangers. */
export const parityCalls: readonly ParityCall[] = [...Map.groupBy(sampled, ({ name }) => name)].flatMap(
  ([name, cases]) =>
    cases
      .flatMap(({ fields }) => inputOf(name, fields))
      .slice(0, perProcedure)
      .map((input, at): ParityCall => ({ name, input, credential: isForStrangers(name) || at === 1 ? "none" : "ada" })),
);
