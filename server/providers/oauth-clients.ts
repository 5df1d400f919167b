import * as z from "zod";

/** A public OAuth client (RFC 6749): a native app that signs users in with the system browser. */
export interface RegisteredApp {
  readonly id: string;
  /** Display name. */
  readonly name: string;
  /** Redirect URIs: a claimed HTTPS URL, a private-use scheme, or a loopback address. */
  readonly redirectUris: readonly string[];
}

const maxUriLength = 255;
const maxUris = 10;

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const namePattern = /^[^\s\p{Cc}](?:[^\p{Cc}]{0,58}[^\s\p{Cc}])?$/u;

/**
 * A private-use scheme is a reversed domain name: no collisions between apps or with schemes of browsers (RFC 8252,
 * section 7.1).
 */
const ownScheme = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:\/{0,2}[A-Za-z0-9._~/-]+$/;

/** Loopback IP literals only: a host name could resolve elsewhere (RFC 8252, section 8.3). Any port matches. */
const loopback = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?:\/[A-Za-z0-9._~/-]*)?$/;

/** Normalized HTTPS URL without user, query and fragment. */
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

/** Parses `NATIVE_APPS`: clients separated by `;`, each an id, a name and redirect URIs separated by `|`. */
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
