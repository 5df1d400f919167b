import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Encrypts values at rest that the service itself must read back. */
export interface Seal {
  /**
   * Encrypts a text.
   * @param place the row and column of the value, bound as associated data: it decrypts only there.
   */
  readonly seal: (plain: string, place: string) => string;
  /**
   * Decrypts a text.
   * @throws {SealBroken} when the text was changed, belongs to another place, or its key is missing.
   */
  readonly open: (sealed: string, place: string) => string;
  /** True when the text was encrypted under an older key and should be re-encrypted. */
  readonly isOld: (sealed: string) => boolean;
}

/** An encryption key with the id that is stored with each ciphertext. */
export interface SealKey {
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** A value cannot be decrypted. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Creates AES-256-GCM encryption (NIST SP 800-38D) with a random 96-bit nonce. The first key encrypts; all keys
 * decrypt. Format: `v1.<key id>.<nonce, tag and ciphertext in base64url>`.
 */
export function createSeal([current, ...older]: readonly [SealKey, ...SealKey[]]): Seal {
  const keys = new Map([current, ...older].map(({ id, secret }) => [id, secret]));
  const associated = (keyId: string, place: string) => Buffer.from(JSON.stringify(["v1", keyId, place]));
  return {
    seal: (plain, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, current.secret, nonce).setAAD(associated(current.id, place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `v1.${current.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open: (sealed, place) => {
      const [version, keyId = "", text = ""] = sealed.split(".");
      const secret = keys.get(keyId);
      const bytes = Buffer.from(text, "base64url");
      if (version !== "v1" || secret === undefined || bytes.length < nonceBytes + tagBytes)
        throw new SealBroken("sealed by nothing that is known here");
      try {
        const decipher = createDecipheriv(algorithm, secret, bytes.subarray(0, nonceBytes))
          .setAAD(associated(keyId, place))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const body = bytes.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new SealBroken("changed, or sealed for another place", { cause });
      }
    },
    isOld: (sealed) => sealed.split(".")[1] !== current.id,
  };
}
