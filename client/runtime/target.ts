import type { ClientOptions } from "./options.ts";

/** Destination and credentials of requests. */
export interface Target extends Pick<ClientOptions, "headers" | "fetch" | "credentials" | "onSignInNeeded"> {
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** The token to send; null for none. @throws errors of the app's functions, and `CallError`. */
  readonly token: () => Promise<string | null>;
  /** A token to replace a rejected one; null if there is none. @throws errors of the app's functions, and `CallError`. */
  readonly renew: (rejectedToken: string) => Promise<string | null>;
}
