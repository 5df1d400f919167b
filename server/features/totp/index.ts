export { totpHandlers } from "./handlers.ts";
