import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** Encodes a CBOR head (RFC 8949, section 3): major type and a number below 2^16. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  return value < 256 ? Buffer.from([(major << 5) | 24, value]) : Buffer.from([(major << 5) | 25, value >> 8, value]);
}

/** Encodes the CBOR types that authenticators use. */
function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

const flag = { present: 0x01, verified: 0x04, credential: 0x40 };

/** Deviations of an authenticator or browser, for tests of rejected ceremonies. */
export interface Deviations {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly userHandle?: string;
  readonly isUserVerified?: boolean;
  readonly counter?: number;
}

/** A software passkey: ES256, without attestation (WebAuthn, section 6). */
export interface Authenticator {
  readonly create: (options: CreationOptions, deviations?: Deviations) => object;
  readonly get: (options: RequestOptions, deviations?: Deviations) => { id: string; response: { signature: string } };
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

/** Encodes a public key in COSE (RFC 9053). */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const entries: [number, Cbor][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, "base64url")],
    [-3, Buffer.from(y, "base64url")],
  ];
  return cbor(new Map(entries));
}

/** Encodes an attestation object of format "none", with the attested credential data (WebAuthn, sections 6.5.1 and 8.7). */
function attestationOf(authenticatorData: Uint8Array, credentialId: Uint8Array, publicKey: KeyObject): Buffer {
  const aaguid = Buffer.alloc(16);
  const length = Buffer.from([0, credentialId.length]);
  const authData = Buffer.concat([authenticatorData, aaguid, length, credentialId, coseKey(publicKey)]);
  const entries: [string, Cbor][] = [
    ["fmt", "none"],
    ["attStmt", new Map()],
    ["authData", authData],
  ];
  return cbor(new Map(entries));
}

/** Creates an authenticator for a browser on a page of `origin`. Without a counter it always sends 0. */
export function createAuthenticator(origin: string, { counts = true } = {}): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" }));
  const credentialId = randomBytes(16);
  let userHandle = "";
  let counter = 0;

  const clientData = (type: string, challenge: string, deviations: Deviations) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge,
        origin,
        crossOrigin: false,
        ...pick(deviations, "type", "challenge", "origin"),
      }),
    );

  function authenticatorData(rpId: string, flags: number, { isUserVerified = true, ...deviations }: Deviations) {
    if (counts) counter++;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(deviations.counter ?? counter);
    const all = flags | flag.present | (isUserVerified ? flag.verified : 0);
    return Buffer.concat([sha256(deviations.rpId ?? rpId), Buffer.from([all]), count]);
  }

  const credential = (response: object) => ({
    id: text(credentialId),
    rawId: text(credentialId),
    type: "public-key",
    authenticatorAttachment: "platform",
    clientExtensionResults: {},
    response,
  });

  return {
    create: ({ challenge, rp, user }, deviations = {}) => {
      userHandle = user.id;
      const data = authenticatorData(rp.id, flag.credential, deviations);
      return credential({
        clientDataJSON: text(clientData("webauthn.create", challenge, deviations)),
        attestationObject: text(attestationOf(data, credentialId, publicKey)),
        transports: ["internal"],
      });
    },
    get: ({ challenge, rpId }, deviations = {}) => {
      const client = clientData("webauthn.get", challenge, deviations);
      const data = authenticatorData(rpId, 0, deviations);
      const response = {
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(sign("sha256", Buffer.concat([data, sha256(client)]), key)),
        userHandle: deviations.userHandle ?? userHandle,
      };
      return { ...credential(response), response };
    },
  };
}

function pick<T extends object, K extends keyof T>(from: T, ...keys: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) if (key in from) picked[key] = from[key];
  return picked;
}
