/** How long the result of a query is cached, and for whom. */
export interface CachePolicy {
  readonly ttlSeconds: number;
  /**
   * `"shared"`: one entry for all callers, holding the result for an anonymous caller; with optional authentication, the
   * handler's `personalize` adds what depends on the viewer. `"viewer"`: one entry for each signed-in account.
   */
  readonly scope: "shared" | "viewer";
  /** Cache tags: invalidating one drops the entry. `{field}` is filled from the input. */
  readonly tags: readonly string[];
  /** How long after `ttlSeconds` a stale entry is served while one caller revalidates it. Invalidated entries are never served. */
  readonly staleWhileRevalidateSeconds?: number;
  /** Negative caching: how long a declared 404 is cached, at most 30. Mutations that create the resource must invalidate these tags. */
  readonly negativeTtlSeconds?: number;
  /** How long browsers and CDNs may serve it without revalidation; invalidation does not reach them. Absent: they revalidate each time by ETag. */
  readonly cdnMaxAgeSeconds?: number;
}

/** Field names in a tag template, `["slug"]` for `article:{slug}`. */
export const tagFields = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
