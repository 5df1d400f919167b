import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** What a session token is made of: an id to find the row by and a secret that proves it. */
export interface SessionToken {
  readonly id: string;
  readonly secret: string;
}

const secretBytes = 32;
const tokenPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

const newSecret = () => randomBytes(secretBytes).toString("base64url");

/** Tokens without an id begin with their kind: an app's access and refresh tokens, codes for them, API keys, and links of mails. */
export type TokenKind = "dva" | "dvr" | "dvc" | "dvk" | "dvm";

const kindPattern = /^(dva|dvr|dvc|dvk|dvm)_[A-Za-z0-9_-]{43}$/;

/** A fresh token of a kind, with 256 random bits; all of its text is what {@link hashSecret} takes. */
export const newTokenOf = (kind: TokenKind): string => `${kind}_${newSecret()}`;

/** Whether the text could be a token of the kind. */
export const isTokenOf = (kind: TokenKind, text: string): boolean => kindPattern.exec(text)?.[1] === kind;

/** A fresh token, `id.secret`, with 256 random bits in its secret. */
export const newToken = (): SessionToken => ({
  id: randomUUID(),
  secret: newSecret(),
});

export const formatToken = ({ id, secret }: SessionToken): string => `${id}.${secret}`;

/** @returns `undefined` for anything that was never a token. */
export function parseToken(text: string): SessionToken | undefined {
  const [, id, secret] = tokenPattern.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** What is stored of a secret: its SHA-256. A slow hash adds nothing to 256 random bits. */
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** Compares in constant time. */
export const matchesSecret = (secret: string, stored: Uint8Array): boolean =>
  timingSafeEqual(hashSecret(secret), stored);
