import type { DemoName } from "./authors.ts";

/** An article of the demo content. */
export interface DemoArticle {
  readonly author: DemoName;
  readonly title: string;
  readonly description: string;
  readonly tagList: readonly string[];
  /** Markdown. */
  readonly body: string;
}
