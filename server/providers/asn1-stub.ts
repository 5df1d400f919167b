// Replaces the @peculiar/asn1 packages in the worker's bundle (wrangler.toml), which saves about 30 KiB.
// @simplewebauthn/server uses them to read certificates and attestations, which passkeys without attestation do not
// have, and to parse ECDSA signatures, which this file does.

const sequenceTag = 0x30;
const integerTag = 0x02;

const malformed = () => new TypeError("not an ECDSA signature in DER");

/**
 * Reads one DER value with a short-form length (X.690, section 8.1.3.4) or one byte of long-form length; signatures
 * need no longer ones.
 */
function readValue(bytes: Uint8Array, tag: number): { readonly value: Uint8Array; readonly rest: Uint8Array } {
  const [found, first] = bytes;
  if (found !== tag || first === undefined) throw malformed();
  const isLong = first === 0x81;
  const length = isLong ? bytes[2] : first;
  const start = isLong ? 3 : 2;
  if (length === undefined || (isLong ? length < 0x80 : length > 0x7f) || bytes.length < start + length)
    throw malformed();
  return { value: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

/** Reads a positive integer in minimal encoding. */
function readInteger(bytes: Uint8Array) {
  const read = readValue(bytes, integerTag);
  const [first, second = 0] = read.value;
  if (first === undefined || first > 0x7f || (first === 0 && second < 0x80)) throw malformed();
  return read;
}

/** `ECDSA-Sig-Value` (RFC 3279, 2.2.3). */
export class ECDSASigValue {
  readonly r: Uint8Array;
  readonly s: Uint8Array;

  constructor(der: Uint8Array) {
    const whole = readValue(der, sequenceTag);
    const r = readInteger(whole.value);
    const s = readInteger(r.rest);
    if (whole.rest.length > 0 || s.rest.length > 0) throw malformed();
    this.r = r.value;
    this.s = s.value;
  }
}

class NotRead {
  constructor() {
    throw new TypeError("attestations of authenticators are not supported");
  }
}

const noId = "attestations of authenticators are not supported";

export const AsnParser = {
  /**
   * Parses an ECDSA signature.
   * @throws {TypeError} for any other type.
   */
  parse: (der: Uint8Array, type: unknown): ECDSASigValue => {
    if (type !== ECDSASigValue) throw new TypeError(noId);
    return new ECDSASigValue(der);
  },
};

export {
  NotRead as BasicConstraints,
  NotRead as Certificate,
  NotRead as ECParameters,
  NotRead as ExtendedKeyUsage,
  NotRead as KeyDescription,
  NotRead as OctetString,
  NotRead as RSAPublicKey,
  NotRead as SubjectAlternativeName,
  noId as id_ce_basicConstraints,
  noId as id_ce_extKeyUsage,
  noId as id_ce_keyDescription,
  noId as id_ce_subjectAltName,
  noId as id_ecdsaWithSHA256,
  noId as id_ecdsaWithSHA384,
  noId as id_ecdsaWithSHA512,
  noId as id_ecPublicKey,
  noId as id_ml_dsa_44,
  noId as id_ml_dsa_65,
  noId as id_ml_dsa_87,
  noId as id_rsaEncryption,
  noId as id_secp256r1,
  noId as id_secp384r1,
  noId as id_sha1WithRSAEncryption,
  noId as id_sha256WithRSAEncryption,
  noId as id_sha384WithRSAEncryption,
  noId as id_sha512WithRSAEncryption,
};
