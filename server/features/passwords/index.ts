export { passwordHandlers } from "./handlers.ts";
