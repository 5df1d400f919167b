import type { IdentityProviders } from "../../providers/identity/index.ts";
import { fitUsername } from "../accounts/index.ts";

/** Characters that browsers rewrite: they treat a backslash as a slash, and drop some invisible characters. */
const misread = /[\\\s\p{Cc}]/u;

/** The database's maximum length. */
const maxLength = 4096;

const isPathOrAddress = (text: string) => /^(?:\/(?!\/)|https?:\/\/)/i.test(text);

/**
 * The redirect target after sign-in: a path of this service, or a URL on an allowed origin.
 * @returns `undefined` for any other, which prevents open redirects.
 */
export function landingOf({ publicUrl, appOrigins }: IdentityProviders, returnTo = "/"): string | undefined {
  if (misread.test(returnTo) || !isPathOrAddress(returnTo) || !URL.canParse(returnTo, publicUrl)) return undefined;
  const url = new URL(returnTo, publicUrl);
  const isOurs = url.username + url.password === "" && [publicUrl.origin, ...appOrigins].includes(url.origin);
  return isOurs && url.href.length <= maxLength ? url.href : undefined;
}

const maxNameLength = 48;
const fallbackName = "reader";

/** Derives a user name from the provider's name; with `ending`, one that is not taken. */
export function usernameOf(name: string | null, ending: string | undefined): string {
  const plain = fitUsername(
    (name ?? "").toWellFormed().normalize("NFC").replace(/@.*$/s, "").replaceAll("\u{fffd}", " "),
  );
  const short = fitUsername([...(plain ?? "")].slice(0, maxNameLength / 2).join("")) ?? fallbackName;
  return ending === undefined ? short : `${short}-${ending}`;
}
