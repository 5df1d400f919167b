import { createHash } from "node:crypto";

const etagLength = 22;

/** A strong validator: equal for equal texts only. */
export const etagOf = (text: string): string =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, etagLength)}"`;

/** Computes the `ETag` of a text; memoized by cache entry where one holds the text. */
export type Etags = (text: string, entryId: string | undefined) => string;

const maxRemembered = 2000;

/** Creates the `ETag` function of one encoding. A cached text is hashed once and not at each cache hit. */
export function createEtags(): Etags {
  const memoized = new Map<string, string>();
  return (text, entryId) => {
    if (entryId === undefined) return etagOf(text);
    const cached = memoized.get(entryId);
    if (cached !== undefined) return cached;
    const etag = etagOf(text);
    // Entries are short-lived, so the eviction order matters little.
    if (memoized.size === maxRemembered) memoized.clear();
    memoized.set(entryId, etag);
    return etag;
  };
}

/** True when `If-None-Match` shows that the client already has this body. */
export const matchesEtag = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim())) === true;
