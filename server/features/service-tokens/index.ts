export { serviceTokenHandlers } from "./handlers.ts";
