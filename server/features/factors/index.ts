export { checkPasskey } from "./check-passkey.ts";
export { factorHandlers } from "./handlers.ts";
export { beginCeremony, endCeremony } from "./passkey-ceremony.ts";
export { hasSignInMethod, usePasskey } from "./queries.ts";
export { dropIdleRecoveryCodes, firstRecoveryCodes } from "./recovery-codes.ts";
export { requireSecondFactor } from "./second-factor.ts";
export { newTotpSecret, shownSecret, stepOfCode } from "./totp-codes.ts";
export { openSecret, sealSecret } from "./totp-secret.ts";
