export { finishSignIn } from "./callback.ts";
export { describeSignIn } from "./describe.ts";
export { oauthHandlers } from "./handlers.ts";
