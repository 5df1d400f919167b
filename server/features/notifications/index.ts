export { createMailHandlers, type MailContext } from "./jobs.ts";
export { deleteOldMail } from "./queries.ts";
