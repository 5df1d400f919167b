import type { Services } from "../../procedures/index.ts";
import { listProviders } from "../../providers/identity/index.ts";
import { landingOf } from "./policies.ts";

/** Data of the sign-in page. */
export interface SignInDescription {
  /** Redirect target after the sign-in; `null` without a requested or an allowed one. */
  readonly returnTo: string | null;
  readonly providers: readonly { readonly name: string; readonly label: string }[];
}

/** @param returnTo the requested target: a path of this service, or a URL of one of its apps. */
export const describeSignIn = (
  { identityProviders }: Pick<Services, "identityProviders">,
  returnTo: string | undefined,
): SignInDescription => ({
  returnTo: returnTo === undefined || returnTo === "" ? null : (landingOf(identityProviders, returnTo) ?? null),
  providers: listProviders(identityProviders),
});
