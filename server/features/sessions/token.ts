import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** Parts of a session token: an id to find the row by, and a secret that is verified. */
export interface SessionToken {
  readonly id: string;
  readonly secret: string;
}

const secretBytes = 32;
const tokenPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

const newSecret = () => randomBytes(secretBytes).toString("base64url");

/**
 * Prefixes of tokens without an id: an app's access and refresh tokens, authorization codes, API keys, and mail links.
 */
export type TokenKind = "dva" | "dvr" | "dvc" | "dvk" | "dvm";

const kindPattern = /^(dva|dvr|dvc|dvk|dvm)_[A-Za-z0-9_-]{43}$/;

/** Creates a token of a kind, with 256 random bits; {@link hashSecret} takes its whole text. */
export const newTokenOf = (kind: TokenKind): string => `${kind}_${newSecret()}`;

/** Whether the text has the format of a token of the kind. */
export const isTokenOf = (kind: TokenKind, text: string): boolean => kindPattern.exec(text)?.[1] === kind;

/** Creates a session token, `id.secret`, with 256 random bits in its secret. */
export const newToken = (): SessionToken => ({
  id: randomUUID(),
  secret: newSecret(),
});

export const formatToken = ({ id, secret }: SessionToken): string => `${id}.${secret}`;

/** @returns `undefined` for a text in any other format. */
export function parseToken(text: string): SessionToken | undefined {
  const [, id, secret] = tokenPattern.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** The stored hash of a secret: SHA-256. A slow hash would add nothing to 256 random bits. */
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** Compares in constant time. */
export const matchesSecret = (secret: string, stored: Uint8Array): boolean =>
  timingSafeEqual(hashSecret(secret), stored);
