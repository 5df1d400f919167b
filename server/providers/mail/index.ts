export * from "./dev-inbox.ts";
export * from "./message.ts";
export { createResendTransport } from "./resend.ts";
export type { MailSettings } from "./settings.ts";
