// What the worker has in place of the @peculiar/asn1 packages (wrangler.toml). @simplewebauthn/server reads certificates
// and attestations with them, which passkeys without attestation do not have, and takes ECDSA signatures apart, which is
// done here. Without them the worker is about 30 KiB smaller.

const sequenceTag = 0x30;
const integerTag = 0x02;

const malformed = () => new TypeError("not an ECDSA signature in DER");

/** One value of DER with a short length (X.690, 8.1.3.4) or one byte of long length: signatures have no longer ones. */
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

/** An integer above 0 in as few bytes as it takes. */
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
    throw new TypeError("attestations of authenticators are not read");
  }
}

const noId = "attestations of authenticators are not read";

export const AsnParser = {
  /** @throws {TypeError} for anything but a signature. */
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
