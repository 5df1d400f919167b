/** Why a provider's word was not taken, as far as the person who signs in may know. */
export type OAuthFaultCode = "access_denied" | "provider_failed" | "answer_invalid";

/** A sign-in that ends at the provider or at what it answered. The reason is ours, for the log; never the provider's text. */
export class OAuthFault extends Error {
  override readonly name = "OAuthFault";
  readonly code: OAuthFaultCode;

  constructor(code: OAuthFaultCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
  }
}
