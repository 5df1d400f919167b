export { type Change, compareContracts } from "./compare.ts";
export {
  type CacheFacts,
  type JsonSchema,
  type ProcedureFacts,
  refPrefix,
  type Schema,
  type Snapshot,
} from "./document.ts";
export { hasEntry, judge, judgeLock, printChanges, printVerdict, type Verdict } from "./gate.ts";
export { printJson } from "./print.ts";
