export { type Change, compareContracts } from "./compare.ts";
export {
  hasEntry,
  judge,
  judgeLock,
  type PrintOptions,
  printBothKinds,
  printChanges,
  printVerdict,
  type Verdict,
} from "./gate.ts";
export {
  type CacheFacts,
  type JsonSchema,
  type ProcedureFacts,
  refPrefix,
  type Schema,
  type Snapshot,
} from "./json-schema.ts";
export { printJson } from "./print-json.ts";
