import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto";

/** The signed content (Standard Webhooks 1.0.0, "Signature scheme"). */
export interface SignedMessage {
  /** The message's id, the same in every attempt. */
  readonly id: string;
  /** Time of the attempt, in seconds since 1970. */
  readonly timestamp: number;
  /** The exact bytes of the body, as UTF-8 text. */
  readonly body: string;
}

/** A new secret of an endpoint; receivers verify ed25519 signatures with `publicKey`. */
export interface EndpointSecret {
  readonly secret: string;
  readonly publicKey: string | null;
}

const secretBytes = 32;
const seedBytes = 32;
// The constant beginnings of an ed25519 key in DER (RFC 8410).
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });

/** Creates a symmetric secret, `whsec_…`: 32 random bytes. */
export const newHmacSecret = (): EndpointSecret => ({
  secret: `whsec_${randomBytes(secretBytes).toString("base64")}`,
  publicKey: null,
});

/** Creates an ed25519 key pair, `whsk_…` (seed and public key) and `whpk_…`. */
export function newEd25519Secret(): EndpointSecret {
  const seed = randomBytes(seedBytes);
  const publicKey = createPublicKey(privateKeyOf(seed)).export({ format: "der", type: "spki" }).subarray(-seedBytes);
  return {
    secret: `whsk_${Buffer.concat([seed, publicKey]).toString("base64")}`,
    publicKey: `whpk_${publicKey.toString("base64")}`,
  };
}

/** The signed content: id, timestamp and body, joined by full stops. */
export const signedContent = ({ id, timestamp, body }: SignedMessage): string => `${id}.${timestamp}.${body}`;

/** HMAC-SHA256 of a message under a `whsec_` secret, in base64. */
export const hmacSignature = (secret: string, message: SignedMessage): string =>
  createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(signedContent(message))
    .digest("base64");

/** Signs a message: `v1,…` under a `whsec_` secret, `v1a,…` under a `whsk_` one. */
export function signMessage(secret: string, message: SignedMessage): string {
  if (secret.startsWith("whsec_")) return `v1,${hmacSignature(secret, message)}`;
  const seed = Buffer.from(secret.slice("whsk_".length), "base64").subarray(0, seedBytes);
  return `v1a,${sign(null, Buffer.from(signedContent(message)), privateKeyOf(seed)).toString("base64")}`;
}
