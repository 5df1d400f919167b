import { accountNamed, type Letter } from "./letter.ts";

/** To the new address of a requested e-mail change. */
export const changeLetter = (service: string, username: string, url: string): Letter => ({
  subject: `Confirm your new address for ${service}`,
  paragraphs: [
    `Someone, hopefully you, wants to use this address for ${accountNamed(username)} at ${service}.`,
    "Until you confirm it, the old address stays. The link works once, within a day.",
  ],
  action: { label: "Use this address", url },
  footnotes: ["If you have no such account, do nothing: the address will not be used."],
});
