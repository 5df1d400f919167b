import { createHash } from "node:crypto";

const etagLength = 22;

/** A strong validator: two texts share it only if they are the same. */
export const etagOf = (text: string): string =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, etagLength)}"`;

/** Tags of answers whose text an entry of the cache holds are remembered by the entry. */
export type Etags = (text: string, entryId: string | undefined) => string;

const maxRemembered = 2000;

/** Makes tags for one way to write an entry down, so that what the cache holds is hashed once and not at each hit. */
export function createEtags(): Etags {
  const remembered = new Map<string, string>();
  return (text, entryId) => {
    if (entryId === undefined) return etagOf(text);
    const known = remembered.get(entryId);
    if (known !== undefined) return known;
    const etag = etagOf(text);
    // Entries end soon: which of them is forgotten matters little.
    if (remembered.size === maxRemembered) remembered.clear();
    remembered.set(entryId, etag);
    return etag;
  };
}

/** True when the caller has these bytes already, by its `If-None-Match`. */
export const matchesEtag = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim())) === true;
