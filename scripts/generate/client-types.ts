// Names of the generated module itself, and of types that it uses.
const inModule = [
  "Client",
  "CallOptions",
  "Routes",
  "ProcedureErrorDetails",
  "ProcedureErrors",
  "StandardErrorCode",
  "Promise",
  "Record",
];
// What client/index.ts exports beside it.
const exported = [
  "Answer",
  "AppSession",
  "CallError",
  "CallErrorDetails",
  "ClientErrorCode",
  "ClientOptions",
  "ErrorCodeOf",
  "ErrorDetailsOf",
  "ErrorMessages",
  "Fetch",
  "Issue",
  "ProcedureName",
  "Refresh",
  "RequestOptions",
  "SessionStore",
  "Source",
];

/** Types that every client has, so that no schema may be called so. */
export const typesOfClient: ReadonlySet<string> = new Set([...inModule, ...exported]);
