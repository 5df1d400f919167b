export { finishSignIn } from "./callback.ts";
export { oauthHandlers } from "./handlers.ts";
