/** How long and for whom the answer of a query may be kept. */
export interface CachePolicy {
  readonly ttlSeconds: number;
  /**
   * `"shared"`: one entry for all, what a visitor without an account gets; where visitors may sign in, the handler
   * lays over it what depends on the viewer. `"viewer"`: one entry for each signed-in account.
   */
  readonly scope: "shared" | "viewer";
  /** Tags that drop the entry when cleared; `{field}` is filled from the input. */
  readonly tags: readonly string[];
  /** After `seconds`, how long it may still be shown while one caller loads it anew. A cleared entry is never shown. */
  readonly staleWhileRevalidateSeconds?: number;
  /** How long a declared 404 is kept, at most 30. What makes the thing must clear these tags. */
  readonly negativeTtlSeconds?: number;
  /** How long browsers and CDNs may show it unasked: no clear reaches them. Without it they ask each time, by ETag. */
  readonly cdnMaxAgeSeconds?: number;
}

/** Fields that a tag template takes, `["slug"]` for `article:{slug}`. */
export const tagFields = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
