export { finishSignIn } from "./callback.ts";
export { describeSignIn } from "./describe-sign-in.ts";
export { oauthHandlers } from "./handlers.ts";
