import { createHmac, createPublicKey, timingSafeEqual, verify as verifySignature } from "node:crypto";

/** A received request, before anything of it is trusted. */
export interface SignedRequest {
  /** A header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
}

/** A request whose signature was verified. */
export interface VerifiedRequest {
  /** The id in the headers; `undefined` where the scheme has none. */
  readonly id: string | undefined;
  /** The type of the message where a header names it; `undefined` where it is in the body. */
  readonly type?: string | undefined;
}

export interface VerifyOptions {
  /** Secrets that are valid now: two while one is rotated. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

/** Verifies a request. @returns `null` for one that no secret signed, or that is older than five minutes. */
export type VerifyRequest = (request: SignedRequest, options: VerifyOptions) => VerifiedRequest | null;

const toleranceSeconds = 300;
/** Senders sign with one secret, or two; more would only cost time. */
const maxSignatures = 8;

function isRecent(timestamp: string | undefined, nowMs: number): timestamp is string {
  return (
    timestamp !== undefined &&
    /^\d{1,12}$/.test(timestamp) &&
    Math.abs(nowMs / 1000 - Number(timestamp)) <= toleranceSeconds
  );
}

const isEqual = (a: Uint8Array, b: Uint8Array) => a.byteLength === b.byteLength && timingSafeEqual(a, b);

function hmac(key: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const digest = createHmac("sha256", key);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

// The constant beginning of an ed25519 public key in DER (RFC 8410).
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** Whether a `whpk_` key signed the content. A malformed key or signature is an invalid one. */
function isSignedBy(key: string, content: Uint8Array, signature: Uint8Array): boolean {
  try {
    const bytes = Buffer.concat([spkiPrefix, Buffer.from(key.slice("whpk_".length), "base64")]);
    return verifySignature(null, content, createPublicKey({ key: bytes, format: "der", type: "spki" }), signature);
  } catch {
    return false;
  }
}

/** Standard Webhooks 1.0.0, with `whsec_` and `whpk_` secrets. */
const verifyStandard: VerifyRequest = ({ header, body }, { secrets, nowMs }) => {
  const id = header("webhook-id");
  const timestamp = header("webhook-timestamp");
  // A full stop would let a part of the id pass as the timestamp.
  if (id === undefined || id === "" || id.includes(".") || !isRecent(timestamp, nowMs)) return null;
  const prefix = `${id}.${timestamp}.`;
  const signatures = (header("webhook-signature") ?? "").split(" ").slice(0, maxSignatures);
  const isValid = (secret: string) => {
    const isPublic = secret.startsWith("whpk_");
    const expected = isPublic ? null : hmac(Buffer.from(secret.replace(/^whsec_/, ""), "base64"), prefix, body);
    return signatures.some((text) => {
      const [version, value = ""] = text.split(",", 2);
      const given = Buffer.from(value, "base64");
      if (expected !== null) return version === "v1" && isEqual(expected, given);
      return version === "v1a" && isSignedBy(secret, Buffer.concat([Buffer.from(prefix), body]), given);
    });
  };
  return secrets.some(isValid) ? { id } : null;
};

/** Stripe: `Stripe-Signature: t=…,v1=…`, HMAC-SHA256 in hex of the timestamp, a full stop and the body. */
const verifyStripe: VerifyRequest = ({ header, body }, { secrets, nowMs }) => {
  const pairs = (header("stripe-signature") ?? "").split(",").map((pair) => pair.trim().split("=", 2));
  const timestamp = pairs.find(([name]) => name === "t")?.[1];
  if (!isRecent(timestamp, nowMs)) return null;
  const given = pairs.filter(([name]) => name === "v1").slice(0, maxSignatures);
  const signatures = given.map(([, value = ""]) => Buffer.from(value, "hex"));
  const isValid = (secret: string) => {
    const expected = hmac(secret, `${timestamp}.`, body);
    return signatures.some((one) => isEqual(expected, one));
  };
  return secrets.some(isValid) ? { id: undefined } : null;
};

/** GitHub: `X-Hub-Signature-256: sha256=…`, HMAC-SHA256 in hex of the body. It signs neither time, id nor type. */
const verifyGithub: VerifyRequest = ({ header, body }, { secrets }) => {
  const [, value = ""] = /^sha256=([0-9a-f]{64})$/i.exec(header("x-hub-signature-256") ?? "") ?? [];
  const given = Buffer.from(value, "hex");
  if (!secrets.some((secret) => isEqual(hmac(secret, body), given))) return null;
  return { id: header("x-github-delivery"), type: header("x-github-event") };
};

/** The verification of each scheme. */
export const verifiers: Readonly<Record<"standard" | "stripe" | "github", VerifyRequest>> = {
  standard: verifyStandard,
  stripe: verifyStripe,
  github: verifyGithub,
};
