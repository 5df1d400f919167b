/** Why a sign-in by a provider failed, at the level of detail that the user may see. */
export type IdentityProviderErrorCode = "access_denied" | "provider_failed" | "answer_invalid";

/**
 * A sign-in that failed at the provider or because of its response. The reason is our own text, for the log; it never
 * contains the provider's.
 */
export class IdentityProviderError extends Error {
  override readonly name = "IdentityProviderError";
  readonly code: IdentityProviderErrorCode;

  constructor(code: IdentityProviderErrorCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
  }
}
