export { createMailConsumers, type MailContext } from "./consumers.ts";
