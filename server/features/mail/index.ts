export { createMailConsumers, type MailRoom } from "./consumers.ts";
