/** How long and for whom the answer of a query may be kept. */
export interface CachePolicy {
  readonly seconds: number;
  /**
   * `"nobody"`: one entry for all, what a visitor without an account gets; where visitors may sign in, the handler
   * lays over it what depends on the viewer. `"viewer"`: one entry for each signed-in account.
   */
  readonly vary: "nobody" | "viewer";
  /** Tags that drop the entry when cleared; `{field}` is filled from the input. */
  readonly tags: readonly string[];
  /** After `seconds`, how long it may still be shown while one caller loads it anew. A cleared entry is never shown. */
  readonly staleSeconds?: number;
  /** How long a declared 404 is kept, at most 30. What makes the thing must clear these tags. */
  readonly missingSeconds?: number;
  /** How long browsers and CDNs may show it unasked: no clear reaches them. Without it they ask each time, by ETag. */
  readonly cdnSeconds?: number;
}

/** Fields that a tag template takes, `["slug"]` for `article:{slug}`. */
export const tagFields = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
