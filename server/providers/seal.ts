import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Keeps from whoever reads the database what the service itself must read back. */
export interface Seal {
  /** @param place the row and column that the value is for; it opens nowhere else. */
  readonly seal: (plain: string, place: string) => string;
  /** @throws {SealBroken} when the text was changed, is for another place, or its key is gone. */
  readonly open: (sealed: string, place: string) => string;
  /** True when the text was sealed under an older key and should be sealed anew. */
  readonly isOld: (sealed: string) => boolean;
}

/** A key by the name that is kept beside what it sealed. */
export interface SealKey {
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** What was sealed cannot be opened. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, under the first of the keys; the others still open what they
 * sealed. The text is `v1.<key id>.<nonce, tag and ciphertext in base64url>`.
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
