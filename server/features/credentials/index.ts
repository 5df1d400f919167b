export { lockCaller } from "./lock-caller.ts";
export { type NoticeTopic, notify } from "./notify.ts";
export { areUnchangedSince, type Caller, lockUnchanged, recentDays } from "./queries.ts";
export { type RevocationResult, revoke } from "./revoke.ts";
export {
  deleteFactors,
  deletePassword,
  deleteRecentSignInMethods,
  deleteSignInMethods,
} from "./sign-in-methods.queries.ts";
