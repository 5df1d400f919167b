import * as z from "zod";
import { isSecureOrLoopback } from "../../network/loopback.ts";
import type { AppleCredentials } from "./apple.ts";
import type { ClientCredentials } from "./provider.ts";

/** Configured clients by provider; unconfigured providers are absent. */
export interface IdentityProviderClients {
  readonly google?: ClientCredentials;
  readonly github?: ClientCredentials;
  readonly facebook?: ClientCredentials;
  readonly microsoft?: ClientCredentials;
  readonly apple?: AppleCredentials;
  /** Any OpenID provider. */
  readonly oidc?: ClientCredentials & { readonly issuer: string; readonly name: string };
}

/** Accepts HTTPS, or localhost; no query and no fragment (OpenID Connect Discovery §2). */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username + url.password + url.search + url.hash === "" && isSecureOrLoopback(url);
}

/**
 * A client id as provider consoles show it. A pasted line break would otherwise fail only at the first sign-in, at
 * the provider.
 */
const credential = z
  .string()
  .max(4096)
  .regex(/^\S(?:.*\S)?$/, { error: "must be without white space around it" })
  .optional();

const isPrivateKey = (value: string) =>
  /^\s*-----BEGIN PRIVATE KEY-----\s[\w+/=\s]+-----END PRIVATE KEY-----\s*$/.test(value.replaceAll("\\n", "\n"));

/** Settings of identity providers, by environment variable. */
export const identityProviderFields = {
  OIDC_ISSUER: z.string().refine(isIssuer, { message: "must be an address such as https://id.example.com" }).optional(),
  OIDC_CLIENT_ID: credential,
  OIDC_CLIENT_SECRET: credential,
  OIDC_NAME: z.string().min(1).max(40).default("OpenID"),
  GOOGLE_CLIENT_ID: credential,
  GOOGLE_CLIENT_SECRET: credential,
  GITHUB_CLIENT_ID: credential,
  GITHUB_CLIENT_SECRET: credential,
  FACEBOOK_CLIENT_ID: credential,
  FACEBOOK_CLIENT_SECRET: credential,
  MICROSOFT_CLIENT_ID: credential,
  MICROSOFT_CLIENT_SECRET: credential,
  APPLE_CLIENT_ID: credential,
  APPLE_TEAM_ID: credential,
  APPLE_KEY_ID: credential,
  APPLE_PRIVATE_KEY: z
    .string()
    .max(4096)
    .refine(isPrivateKey, { message: "must be the key as Apple hands it out, -----BEGIN PRIVATE KEY----- and so on" })
    .optional(),
};

const IdentityProviderSettings = z.object(identityProviderFields);
type Settings = z.output<typeof IdentityProviderSettings>;
type Name = keyof Settings;

/** Reads settings that belong together; `undefined` when none is set. A partial set is reported as a error. */
function readCompleteSet<const N extends Name>(
  settings: Settings,
  names: readonly N[],
  errors: string[],
): Readonly<Record<N, string>> | undefined {
  const set = names.filter((name) => settings[name] !== undefined);
  if (set.length > 0 && set.length < names.length) errors.push(`${names.join(", ")}: some are set without the others`);
  if (set.length < names.length) return undefined;
  return { ...settings, ...Object.fromEntries(names.map((name) => [name, settings[name] ?? ""])) } as Record<N, string>;
}

function readClientCredentials(
  settings: Settings,
  prefix: "GOOGLE" | "GITHUB" | "FACEBOOK" | "MICROSOFT",
  errors: string[],
) {
  const names = [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`] as const;
  const values = readCompleteSet(settings, names, errors);
  return values && { clientId: values[names[0]], clientSecret: values[names[1]] };
}

/**
 * Reads the configured clients.
 * @param errors collects problems, without setting values.
 */
export function identityProviderClientsOf(settings: Settings, errors: string[]): IdentityProviderClients {
  const google = readClientCredentials(settings, "GOOGLE", errors);
  const github = readClientCredentials(settings, "GITHUB", errors);
  const facebook = readClientCredentials(settings, "FACEBOOK", errors);
  const microsoft = readClientCredentials(settings, "MICROSOFT", errors);
  const oidc = readCompleteSet(settings, ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"], errors);
  const apple = readCompleteSet(
    settings,
    ["APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"],
    errors,
  );
  return {
    ...(google && { google }),
    ...(github && { github }),
    ...(facebook && { facebook }),
    ...(microsoft && { microsoft }),
    ...(apple && {
      apple: {
        clientId: apple.APPLE_CLIENT_ID,
        teamId: apple.APPLE_TEAM_ID,
        keyId: apple.APPLE_KEY_ID,
        // Most secret stores keep a setting on one line, so `\n` escapes are accepted.
        privateKey: apple.APPLE_PRIVATE_KEY.replaceAll("\\n", "\n"),
      },
    }),
    ...(oidc && {
      oidc: {
        issuer: oidc.OIDC_ISSUER,
        clientId: oidc.OIDC_CLIENT_ID,
        clientSecret: oidc.OIDC_CLIENT_SECRET,
        name: settings.OIDC_NAME,
      },
    }),
  };
}
