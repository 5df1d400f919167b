import type { Letter } from "./letter.ts";

/** To the address of a new account, or to a changed address. */
export const verificationLetter = (service: string, url: string): Letter => ({
  subject: `Confirm your address for ${service}`,
  paragraphs: [
    `Someone, hopefully you, entered this address at ${service}.`,
    "Confirm that it is yours. The link works once, within a day.",
  ],
  action: { label: "Confirm my address", url },
  footnotes: ["If it was not you, do nothing: without the link the address stays unconfirmed."],
});
