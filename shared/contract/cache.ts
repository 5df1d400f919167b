/** How long and for whom the answer of a query may be kept. */
export interface CachePolicy {
  readonly seconds: number;
  /** `"nobody"`: one entry for all. `"viewer"`: one for each signed-in account. */
  readonly vary: "nobody" | "viewer";
  /** Tags that drop the entry when cleared; `{field}` is filled from the input. */
  readonly tags: readonly string[];
}

/** Fields that a tag template takes, `["slug"]` for `article:{slug}`. */
export const tagFields = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
