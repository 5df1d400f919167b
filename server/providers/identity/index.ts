import { apple } from "./apple.ts";
import { facebook } from "./facebook.ts";
import { github } from "./github.ts";
import { google } from "./google.ts";
import type { OAuthMemory } from "./memory.ts";
import { microsoft } from "./microsoft.ts";
import { openid } from "./openid.ts";
import type { OAuthProvider } from "./provider.ts";
import type { OAuthClients } from "./settings.ts";

export * from "./errors.ts";
export { providerTimeoutMs } from "./fetch.ts";
export * from "./memory.ts";
export type { OAuthProfile, OAuthProvider } from "./provider.ts";
export * from "./settings.ts";

/** The configured identity providers and the addresses of their callbacks. */
export interface OAuth {
  readonly clients: OAuthClients;
  readonly memory: OAuthMemory;
  /** The service's public URL, the base of redirect URIs. */
  readonly publicUrl: URL;
  /** Further origins that a browser may be redirected to afterwards. */
  readonly appOrigins: readonly string[];
}

const labels = {
  google: "Google",
  apple: "Apple",
  microsoft: "Microsoft",
  github: "GitHub",
  facebook: "Facebook",
} as const;

/** Lists the configured providers with their button labels. */
export function listProviders({ clients }: OAuth): readonly { readonly name: string; readonly label: string }[] {
  const all = { ...labels, oidc: clients.oidc?.name ?? "" };
  return Object.entries(all).flatMap(([name, label]) => (Object.hasOwn(clients, name) ? [{ name, label }] : []));
}

/** Returns the provider with this name; `undefined` when it is not configured. */
export function providerOf({ clients, memory }: OAuth, name: string): OAuthProvider | undefined {
  switch (name) {
    case "google":
      return clients.google && google(clients.google, memory);
    case "apple":
      return clients.apple && apple(clients.apple, memory);
    case "microsoft":
      return clients.microsoft && microsoft(clients.microsoft, memory);
    case "github":
      return clients.github && github(clients.github);
    case "facebook":
      return clients.facebook && facebook(clients.facebook);
    case "oidc":
      return clients.oidc && openid(clients.oidc.issuer, clients.oidc, memory);
    default:
      return undefined;
  }
}

/** Returns the redirect URI of a provider. */
export const redirectUriOf = ({ publicUrl }: OAuth, name: string): string =>
  new URL(`/oauth/${name}/callback`, publicUrl).href;
