import { createHash } from "node:crypto";

const etagLength = 22;

/** A strong validator: two texts share it only if they are the same. */
export const etagOf = (text: string): string =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, etagLength)}"`;

/** True when the caller has these bytes already, by its `If-None-Match`. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim())) === true;
