import fc from "fast-check";
import { parseRoute, proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import type { CredentialName } from "../support/replica-app.ts";
import { encodeCall, parityInputs } from "../surfaces/parity-inputs.ts";

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

const sampleSize = 60;
const mostOfEach = 3;
const procedures = new Map(proceduresOf(api).map(({ name, procedure }) => [name, procedure]));

function inputOf(name: string, fields: ParityCall["input"]): ParityCall["input"][] {
  const procedure = procedures.get(name);
  if (procedure?.rest === undefined) return [];
  const encoded = encodeCall(procedure, parseRoute(procedure.rest.route), fields);
  return encoded === undefined ? [] : [encoded.input];
}

/** A seed of its own for each procedure, so that a new procedure changes the calls of no other. */
const seedOf = (name: string) => Buffer.from(name).reduce((seed, byte) => (seed * 31 + byte) | 0, 20261129);

/** A few inputs of a procedure: those that fit its contract, then others. */
function inputsOf(name: string, inputs: fc.Arbitrary<ParityCall["input"]>): readonly ParityCall["input"][] {
  const drawn = fc
    .sample(inputs, { numRuns: sampleSize, seed: seedOf(name) })
    .flatMap((fields) => inputOf(name, fields));
  const fits = (input: ParityCall["input"]) => procedures.get(name)?.input.safeParse(input).success === true;
  return [true, false].flatMap((isFit) => drawn.filter((input) => fits(input) === isFit).slice(0, mostOfEach));
}

/** A few calls of every procedure, by signed-in callers and by strangers. */
export const parityCalls: readonly ParityCall[] = [...parityInputs].flatMap(([name, inputs]) =>
  inputsOf(name, inputs).map(
    (input, at): ParityCall => ({ name, input, credential: isForStrangers(name) || at === 1 ? "none" : "ada" }),
  ),
);
