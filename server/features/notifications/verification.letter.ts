import type { Letter } from "./letter.ts";

/** To an address that an account was made with, or was given. */
export const verificationLetter = (service: string, url: string): Letter => ({
  subject: `Confirm your address for ${service}`,
  paragraphs: [
    `Somebody, hopefully you, entered this address at ${service}.`,
    "Confirm that it is yours. The link works once, within a day.",
  ],
  action: { label: "Confirm my address", url },
  footnotes: ["If it was not you, do nothing: without the link the address stays unconfirmed."],
});
