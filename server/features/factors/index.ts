export { beginCeremony, endCeremony } from "./ceremony.ts";
export { newTotpSecret, shownSecret, stepOfCode } from "./codes.ts";
export { factorHandlers } from "./handlers.ts";
export { checkPasskey } from "./passkey.ts";
export { hasSignInMethod, usePasskey } from "./queries.ts";
export { dropIdleRecoveryCodes, firstRecoveryCodes } from "./recovery.ts";
export { requireSecondFactor } from "./second-factor.ts";
export { openSecret, sealSecret } from "./secret.ts";
