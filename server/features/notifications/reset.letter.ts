import type { Letter } from "./letter.ts";

/** To the address of an account for which a password reset was requested. */
export const resetLetter = (service: string, url: string): Letter => ({
  subject: `Set a new password for ${service}`,
  paragraphs: [
    `Someone, hopefully you, asked to set a new password at ${service}.`,
    "The link works once, within an hour. It signs you out on all devices.",
  ],
  action: { label: "Set a new password", url },
  footnotes: ["If it was not you, do nothing: your password stays as it is."],
});
