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

/** What signing in by a provider works with. */
export interface OAuth {
  readonly clients: OAuthClients;
  readonly memory: OAuthMemory;
  /** The service's own address, which providers send browsers back to. */
  readonly publicUrl: URL;
  /** Origins beside it that a browser may be sent to afterwards. */
  readonly appOrigins: readonly string[];
}

const labels = {
  google: "Google",
  apple: "Apple",
  microsoft: "Microsoft",
  github: "GitHub",
  facebook: "Facebook",
} as const;

/** The providers that are configured, with what a button says. */
export function listProviders({ clients }: OAuth): readonly { readonly name: string; readonly label: string }[] {
  const all = { ...labels, oidc: clients.oidc?.name ?? "" };
  return Object.entries(all).flatMap(([name, label]) => (Object.hasOwn(clients, name) ? [{ name, label }] : []));
}

/** The provider of that name; `undefined` where it is not configured. */
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

/** Where a provider sends the browser back to. */
export const redirectUriOf = ({ publicUrl }: OAuth, name: string): string =>
  new URL(`/oauth/${name}/callback`, publicUrl).href;
