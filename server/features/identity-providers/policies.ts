import type { OAuth } from "../../providers/identity/index.ts";
import { fitUsername } from "../accounts/index.ts";

/** Browsers read a backslash as a slash, and drop some of what is not to be seen. */
const misread = /[\\\s\p{Cc}]/u;

/** As much as the database takes. */
const maxLength = 4096;

const isPathOrAddress = (text: string) => /^(?:\/(?!\/)|https?:\/\/)/i.test(text);

/**
 * The address a browser may be sent to when it has signed in: below the service's own, or on an allowed origin.
 * @returns `undefined` for any other.
 */
export function landingOf({ publicUrl, appOrigins }: OAuth, returnTo = "/"): string | undefined {
  if (misread.test(returnTo) || !isPathOrAddress(returnTo) || !URL.canParse(returnTo, publicUrl)) return undefined;
  const url = new URL(returnTo, publicUrl);
  const isOurs = url.username + url.password === "" && [publicUrl.origin, ...appOrigins].includes(url.origin);
  return isOurs && url.href.length <= maxLength ? url.href : undefined;
}

const maxNameLength = 48;
const fallbackName = "reader";

/** A user name made of what a provider calls somebody; with `ending`, one that is not taken. */
export function usernameOf(name: string | null, ending: string | undefined): string {
  const plain = fitUsername(
    (name ?? "").toWellFormed().normalize("NFC").replace(/@.*$/s, "").replaceAll("\u{fffd}", " "),
  );
  const short = fitUsername([...(plain ?? "")].slice(0, maxNameLength / 2).join("")) ?? fallbackName;
  return ending === undefined ? short : `${short}-${ending}`;
}
