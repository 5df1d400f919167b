import { createProvider } from "./create-provider.ts";
import type { MetadataCache } from "./metadata-cache.ts";
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

/**
 * Returns the provider with this name; `undefined` when it is not configured. Loaded with the first sign-in by one: the
 * packages that check ID tokens and build authorization URLs take 30 MiB and 0.1 s at start.
 */
export const providerOf = async (
  { clients, metadataCache }: IdentityProviders,
  name: string,
): Promise<IdentityProvider | undefined> => createProvider(clients, name, metadataCache);

/** Returns the redirect URI of a provider. */
export const redirectUriOf = ({ publicUrl }: IdentityProviders, name: string): string =>
  new URL(`/oauth/${name}/callback`, publicUrl).href;
