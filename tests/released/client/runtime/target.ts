import type { ClientOptions } from "./options.ts";

/** Where requests go, and whose they are. */
export interface Target extends Pick<ClientOptions, "headers" | "fetch" | "credentials" | "onSignInNeeded"> {
  /** Without a slash at the end. */
  readonly url: string;
  /** The token to send with a request; null for none. @throws what the app's own functions do, and `CallError`. */
  readonly token: () => Promise<string | null>;
  /** A token to send in place of one that was refused; null when there is none. @throws as above. */
  readonly renew: (refused: string) => Promise<string | null>;
}
