import type * as library from "@simplewebauthn/server";

/** The WebAuthn relying party. */
export interface RelyingParty {
  /** The relying party id: the host that passkeys are scoped to. */
  readonly id: string;
  /** Display name in the browser's prompt. */
  readonly name: string;
  /** Origins that may use the passkeys. */
  readonly origins: readonly string[];
}

/** Creates the relying party of a public URL and the origins of its apps. */
export const relyingPartyOf = (publicUrl: URL, appOrigins: readonly string[]): RelyingParty => ({
  id: publicUrl.hostname,
  name: publicUrl.hostname,
  origins: [publicUrl.origin, ...appOrigins],
});

/** A browser's response as `PublicKeyCredential.toJSON()` writes it, with base64url strings. */
interface CredentialJson<R> {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly response: R & { readonly clientDataJSON: string };
}

/** A registration response. */
export type Registration = CredentialJson<{
  readonly attestationObject: string;
  readonly transports?: readonly string[] | undefined;
}>;

/** An authentication response. */
export type Assertion = CredentialJson<{
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string | null | undefined;
}>;

/** The user that a passkey is registered for. */
export interface PasskeyOwner {
  readonly userHandle: Uint8Array;
  readonly username: string;
  /** Credential ids of the existing passkeys, in base64url. */
  readonly existing: readonly string[];
}

/** A new passkey as it is stored. */
export interface NewPasskey {
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  /** Whether it is synced across devices. */
  readonly isSynced: boolean;
}

export const ceremonyTimeoutMs = 300_000;

/** COSE ids of ES256, EdDSA and RS256: supported by authenticators and by every runtime. */
const algorithms = [-7, -8, -257];

let loading: Promise<typeof library> | undefined;

/** Lazy import: the library is a tenth of the worker and few calls need it. */
async function load(): Promise<typeof library> {
  const loaded = await import("@simplewebauthn/server");
  // No attestation is requested: certificates are not checked, and no revocation list is fetched.
  for (const identifier of ["android-key", "android-safetynet", "apple"] as const)
    loaded.SettingsService.setRootCertificates({ identifier, certificates: [] });
  return loaded;
}

const webAuthn = () => {
  loading ??= load();
  return loading;
};

const decoded = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));

/** Creates the options of `navigator.credentials.create()` (WebAuthn, section 5.4). */
export const creationOptions = ({ id, name }: RelyingParty, owner: PasskeyOwner, challenge: string) => ({
  rp: { id, name },
  user: {
    id: Buffer.from(owner.userHandle).toString("base64url"),
    name: owner.username,
    displayName: owner.username,
  },
  challenge,
  pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key" as const, alg })),
  timeout: ceremonyTimeoutMs,
  excludeCredentials: owner.existing.map((credentialId) => ({ type: "public-key" as const, id: credentialId })),
  authenticatorSelection: {
    residentKey: "required" as const,
    requireResidentKey: true,
    userVerification: "required" as const,
  },
  attestation: "none" as const,
});

/** Creates the options of `navigator.credentials.get()` (section 5.5) for discoverable credentials. */
export const requestOptions = ({ id }: RelyingParty, challenge: string) => ({
  rpId: id,
  challenge,
  timeout: ceremonyTimeoutMs,
  userVerification: "required" as const,
});

/**
 * Runs a verification of the library. It throws on invalid input, and its messages quote that input, so they are
 * dropped.
 */
async function accepted<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}

/**
 * Verifies a registration (section 7.1).
 * @returns the passkey; `undefined` when any check fails.
 */
export async function verifyRegistration(
  party: RelyingParty,
  { response, ...credential }: Registration,
  challenge: string,
): Promise<NewPasskey | undefined> {
  const { verifyRegistrationResponse } = await webAuthn();
  const { clientDataJSON, attestationObject } = response;
  const checked = await accepted(() =>
    verifyRegistrationResponse({
      response: { ...credential, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (!checked?.verified) return undefined;
  const { credential: made, credentialBackedUp } = checked.registrationInfo;
  return {
    credentialId: decoded(made.id),
    publicKey: made.publicKey,
    counter: made.counter,
    isSynced: credentialBackedUp,
  };
}

/**
 * Verifies an authentication (section 7.2) except for the counter: the storage must compare and update it atomically.
 * @returns the new counter; `undefined` when any check fails.
 */
export async function verifyAssertion(
  party: RelyingParty,
  { response, ...credential }: Assertion,
  { challenge, publicKey }: { readonly challenge: string; readonly publicKey: Uint8Array },
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await webAuthn();
  const { clientDataJSON, authenticatorData, signature } = response;
  const checked = await accepted(() =>
    verifyAuthenticationResponse({
      response: {
        ...credential,
        response: { clientDataJSON, authenticatorData, signature },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id: credential.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    }),
  );
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}
