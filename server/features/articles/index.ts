export { articleHandlers } from "./handlers.ts";
