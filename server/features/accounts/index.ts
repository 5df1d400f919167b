export { dropLinks, revokeAllCredentials } from "./credentials.queries.ts";
export { requestEmailChange } from "./email-change.ts";
export { accountHandlers } from "./handlers.ts";
export { isRefusedPassword, isSameAddress } from "./policies.ts";
export { isEmailTaken, lockAccount, lockWithPassword, markVerified, updateAccount } from "./queries.ts";
export { fitUsername, usernameFault } from "./usernames.ts";
