// Names that the generated module declares or uses.
const inModule = [
  "Client",
  "CallOptions",
  "Subscription",
  "SubscriptionOptions",
  "Routes",
  "ProcedureErrorDetails",
  "ProcedureErrors",
  "StandardErrorCode",
  "Promise",
  "Record",
];
// Further exports of client/index.ts.
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
  "StreamedBody",
  "Source",
];

/** Reserved type names, which no schema may have. */
export const typesOfClient: ReadonlySet<string> = new Set([...inModule, ...exported]);
