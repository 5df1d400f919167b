import { apple } from "./apple.ts";
import { createDiscoveredProvider } from "./discovered-provider.ts";
import { facebook } from "./facebook.ts";
import { github } from "./github.ts";
import { google } from "./google.ts";
import type { MetadataCache } from "./metadata-cache.ts";
import { microsoft } from "./microsoft.ts";
import type { IdentityProvider } from "./provider.ts";
import type { IdentityProviderClients } from "./settings.ts";

export * from "./errors.ts";
export { providerTimeoutMs } from "./fetch.ts";
export * from "./metadata-cache.ts";
export type { IdentityProvider, ProviderProfile } from "./provider.ts";
export * from "./settings.ts";

/** The configured identity providers and the addresses of their callbacks. */
export interface IdentityProviders {
  readonly clients: IdentityProviderClients;
  readonly metadataCache: MetadataCache;
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
export function listProviders({
  clients,
}: IdentityProviders): readonly { readonly name: string; readonly label: string }[] {
  const all = { ...labels, oidc: clients.oidc?.name ?? "" };
  return Object.entries(all).flatMap(([name, label]) => (Object.hasOwn(clients, name) ? [{ name, label }] : []));
}

/** Returns the provider with this name; `undefined` when it is not configured. */
export function providerOf({ clients, metadataCache }: IdentityProviders, name: string): IdentityProvider | undefined {
  switch (name) {
    case "google":
      return clients.google && google(clients.google, metadataCache);
    case "apple":
      return clients.apple && apple(clients.apple, metadataCache);
    case "microsoft":
      return clients.microsoft && microsoft(clients.microsoft, metadataCache);
    case "github":
      return clients.github && github(clients.github);
    case "facebook":
      return clients.facebook && facebook(clients.facebook);
    case "oidc":
      return clients.oidc && createDiscoveredProvider(clients.oidc.issuer, clients.oidc, metadataCache);
    default:
      return undefined;
  }
}

/** Returns the redirect URI of a provider. */
export const redirectUriOf = ({ publicUrl }: IdentityProviders, name: string): string =>
  new URL(`/oauth/${name}/callback`, publicUrl).href;
