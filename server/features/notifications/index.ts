export { createMailConsumers, type MailContext } from "./consumers.ts";
export { deleteOldMail } from "./queries.ts";
