import * as z from "zod";
import { compareContracts } from "../../packages/contract-gate/index.ts";
import { snapshotOf } from "../../scripts/contract/snapshot.ts";
import { type Api, type Procedure, query } from "../../shared/contract/index.ts";

/** Lists every change between two contract trees, such as `breaking: things.get: is gone`. */
export const changesOf = (before: Api, after: Api): string[] =>
  compareContracts(snapshotOf(before, 1), snapshotOf(after, 1)).map(
    ({ subject, text, isBreaking }) => `${isBreaking ? "breaking" : "compatible"}: ${subject}: ${text}`,
  );

/** Lists the changes when `things.get` is replaced, without its name. */
export const changesTo = (before: Procedure, after: Procedure): string[] =>
  changesOf({ things: { get: before } }, { things: { get: after } }).map((line) => line.replace("things.get: ", ""));

/** A query with these input and output fields. */
export const taking = (input: z.core.$ZodLooseShape, output: z.core.$ZodLooseShape = {}): Procedure =>
  query({ summary: "s", access: "public", input: z.object(input), output: z.object(output) });
