import type * as library from "@simplewebauthn/server";

/** Who asks for passkeys: WebAuthn's relying party. */
export interface RelyingParty {
  /** The host that passkeys are made for. */
  readonly id: string;
  /** What people read when they are asked for one. */
  readonly name: string;
  /** Where pages may ask for them. */
  readonly origins: readonly string[];
}

/** The relying party behind an address, with the pages of its apps. */
export const relyingPartyOf = (publicUrl: URL, appOrigins: readonly string[]): RelyingParty => ({
  id: publicUrl.hostname,
  name: publicUrl.hostname,
  origins: [publicUrl.origin, ...appOrigins],
});

/** An answer of a browser, as `PublicKeyCredential.toJSON()` writes it: texts are base64url. */
interface CredentialJson<R> {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly response: R & { readonly clientDataJSON: string };
}

/** A passkey that was made. */
export type Registration = CredentialJson<{
  readonly attestationObject: string;
  readonly transports?: readonly string[] | undefined;
}>;

/** A passkey that was used. */
export type Assertion = CredentialJson<{
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string | null | undefined;
}>;

/** For whom a passkey is to be made. */
export interface PasskeyOwner {
  readonly userHandle: Uint8Array;
  readonly username: string;
  /** Ids of the passkeys they have, in base64url. */
  readonly existing: readonly string[];
}

/** What is kept of a new passkey. */
export interface NewPasskey {
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  /** Whether it is kept on more than one device. */
  readonly isSynced: boolean;
}

export const ceremonyTimeoutMs = 300_000;

/** COSE's names of ES256, EdDSA and RS256: what authenticators can do, and every runtime checks. */
const algorithms = [-7, -8, -257];

let loading: Promise<typeof library> | undefined;

/** Loaded by the first call that needs it: it is a tenth of the worker, for calls that are few. */
async function load(): Promise<typeof library> {
  const loaded = await import("@simplewebauthn/server");
  // We ask for no attestation: nobody's certificates count, and no list of revoked ones is fetched for them.
  for (const identifier of ["android-key", "android-safetynet", "apple"] as const)
    loaded.SettingsService.setRootCertificates({ identifier, certificates: [] });
  return loaded;
}

const webAuthn = () => {
  loading ??= load();
  return loading;
};

const decoded = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));

/** What `navigator.credentials.create()` is called with (WebAuthn, section 5.4). */
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

/** What `navigator.credentials.get()` is called with (section 5.5): whoever has a passkey for us may choose it. */
export const requestOptions = ({ id }: RelyingParty, challenge: string) => ({
  rpId: id,
  challenge,
  timeout: ceremonyTimeoutMs,
  userVerification: "required" as const,
});

/** Runs a check of the library's, which throws at what it does not like; its texts quote what was sent. */
async function accepted<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}

/** Checks a passkey that was made (section 7.1). @returns `undefined` unless all of it is as it was asked for. */
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
 * Checks a passkey that was used (section 7.2), all but its counter, which whoever keeps it must compare and write in
 * one step.
 * @returns its counter, `undefined` unless all of it is as it was asked for.
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
