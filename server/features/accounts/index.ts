export { requestEmailChange } from "./email-change.ts";
export { accountHandlers } from "./handlers.ts";
export { isRefusedPassword, isSameAddress } from "./policies.ts";
export { isEmailTaken, markVerified, updateAccount } from "./queries.ts";
export { removeRecentSignInMethods } from "./remove-recent-sign-in-methods.ts";
export { revokeAllCredentials } from "./revoke-all.ts";
export { fitUsername, usernameError } from "./usernames.ts";
