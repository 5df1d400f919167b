import * as z from "zod";

/** An app that people sign in to in the system's browser; a public client in the words of RFC 6749. */
export interface RegisteredApp {
  readonly id: string;
  /** What people are told it is called. */
  readonly name: string;
  /** Where browsers are sent back to: HTTPS that the app claims, a scheme of its own, or an address of this machine. */
  readonly redirectUris: readonly string[];
}

const maxUriLength = 255;
const maxUris = 10;

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const namePattern = /^[^\s\p{Cc}](?:[^\p{Cc}]{0,58}[^\s\p{Cc}])?$/u;

/** A domain read backwards, so that no two apps have it by chance and no browser knows it (RFC 8252, section 7.1). */
const ownScheme = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:\/{0,2}[A-Za-z0-9._~/-]+$/;

/** Literal addresses only: a name could be made to lead elsewhere (RFC 8252, section 8.3). Any port is taken. */
const loopback = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?:\/[A-Za-z0-9._~/-]*)?$/;

/** As browsers write it, without user, query and fragment. */
function isClaimedHttps(text: string): boolean {
  if (!text.startsWith("https://") || !URL.canParse(text)) return false;
  const { href, username, password, search, hash } = new URL(text);
  return href === text && username + password + search + hash === "" && !/[?#*]/.test(text);
}

const isRedirectUri = (text: string) =>
  text.length <= maxUriLength && (isClaimedHttps(text) || loopback.test(text) || ownScheme.test(text));

function readApp(text: string): RegisteredApp | undefined {
  const [id = "", name = "", ...redirectUris] = text.split("|").map((part) => part.trim());
  const isWhole = idPattern.test(id) && namePattern.test(name) && redirectUris.length > 0;
  const fits = redirectUris.length <= maxUris && redirectUris.every(isRedirectUri);
  return isWhole && fits ? { id, name, redirectUris } : undefined;
}

const isRead = (app: RegisteredApp | undefined) => app !== undefined;

/** The setting `NATIVE_APPS`: apps separated by `;`, each its id, its name and its redirect URIs, separated by `|`. */
export const nativeApps = z
  .string()
  .transform((text) =>
    text
      .split(";")
      .filter((app) => app.trim() !== "")
      .map(readApp),
  )
  .refine((apps) => apps.every(isRead) && new Set(apps.map((app) => app?.id)).size === apps.length, {
    message: "must be apps such as reader|Reader for iOS|com.example.reader:/oauth2redirect, separated by semicolons",
  })
  .transform((apps) => apps.filter(isRead));
