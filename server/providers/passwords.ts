import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { createPacedSemaphore } from "../concurrency/paced-semaphore.ts";
import { createSemaphore } from "../concurrency/semaphore.ts";

/** Password policy beyond the length of 8 to 128 characters: `common` refuses well-known passwords. */
export type PasswordPolicy = "common" | "length";

/** Hashes and verifies passwords. @throws {SemaphoreFull} when too many are being hashed. */
export interface Passwords {
  /** @returns a PHC string with algorithm, parameters, salt and hash. */
  readonly hash: (password: string) => Promise<string>;
  /** Takes the same time for an account without a password (`null`) as for a wrong password. */
  readonly verify: (password: string, stored: string | null) => Promise<boolean>;
  /** True when the stored hash used weaker parameters than the current ones (rehash). */
  readonly isWeak: (stored: string) => boolean;
}

/** scrypt cost parameters: `2 ** logN` blocks of `128 * r` bytes, `p` times. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

// OWASP Password Storage Cheat Sheet; the largest of its scrypt settings that workerd allows (N·r·p ≤ 2^20).
const advised: PasswordCost = { logN: 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;
/**
 * Hashes that run at once, of 32 MiB each: one core is left to everything else, and one thread of Node's pool, in which `pg`
 * authenticates, so that new connections do not time out.
 */
const maxRunning = Math.max(1, Math.min(3, (navigator.hardwareConcurrency ?? 1) - 1));
const maxWaiting = 64;
/** workerd hashes on the thread of its event loop, for about half of this. */
const intervalMs = 300;
const createHashingSemaphore = () =>
  navigator.userAgent === "Cloudflare-Workers"
    ? createPacedSemaphore({ intervalMs, maxWaiting })
    : createSemaphore({ maxRunning, maxWaiting });

const phcPattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

const derive = (password: string, salt: Uint8Array, { logN, r, p }: PasswordCost, bytes: number) =>
  new Promise<Buffer>((resolve, reject) => {
    const N = 2 ** logN;
    const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r * 2 };
    scrypt(password.normalize("NFKC"), salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

function parse(stored: string) {
  const [, ln, r, p, salt, hash] = phcPattern.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new TypeError("not a PHC string of scrypt");
  return {
    parameters: { logN: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

/** Creates scrypt password hashing (RFC 7914) with PHC strings. Lower cost parameters are for tests only. */
export function createPasswords(current = advised): Passwords {
  const semaphore = createHashingSemaphore();
  const dummySalt = Buffer.alloc(saltBytes);
  return {
    hash: async (password) => {
      const salt = randomBytes(saltBytes);
      const key = await semaphore(() => derive(password, salt, current, hashBytes));
      return `$scrypt$ln=${current.logN},r=${current.r},p=${current.p}$${toBase64(salt)}$${toBase64(key)}`;
    },
    verify: async (password, stored) => {
      if (stored === null) {
        await semaphore(() => derive(password, dummySalt, current, hashBytes));
        return false;
      }
      const { parameters, salt, hash } = parse(stored);
      const key = await semaphore(() => derive(password, salt, parameters, hash.length));
      return timingSafeEqual(key, hash);
    },
    isWeak: (stored) => {
      const { logN, r, p } = parse(stored).parameters;
      return 2 ** logN * r * p < 2 ** current.logN * current.r * current.p;
    },
  };
}
