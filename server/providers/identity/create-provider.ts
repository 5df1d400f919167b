import { apple } from "./apple.ts";
import { createDiscoveredProvider } from "./discovered-provider.ts";
import { facebook } from "./facebook.ts";
import { github } from "./github.ts";
import { google } from "./google.ts";
import type { MetadataCache } from "./metadata-cache.ts";
import { microsoft } from "./microsoft.ts";
import type { IdentityProvider } from "./provider.ts";
import type { IdentityProviderClients } from "./settings.ts";

/** Creates the provider with this name; `undefined` when it is not configured. */
export function createProvider(
  clients: IdentityProviderClients,
  name: string,
  metadataCache: MetadataCache,
): IdentityProvider | undefined {
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
