import type { Services } from "../../procedures/index.ts";
import { listProviders } from "../../providers/identity/index.ts";
import { landingOf } from "./policies.ts";

/** What the sign-in page says. */
export interface SignInDescription {
  /** Where the browser goes afterwards; `null` where nothing was asked for, or what may not be. */
  readonly returnTo: string | null;
  readonly providers: readonly { readonly name: string; readonly label: string }[];
}

/** @param returnTo what the address asks for: a path of this service, or an address of one of its apps. */
export const describeSignIn = (
  { oauth }: Pick<Services, "oauth">,
  returnTo: string | undefined,
): SignInDescription => ({
  returnTo: returnTo === undefined || returnTo === "" ? null : (landingOf(oauth, returnTo) ?? null),
  providers: listProviders(oauth),
});
