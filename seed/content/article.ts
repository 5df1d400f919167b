import type { DemoName } from "./authors.ts";

/** An article of the demo content, with what others said of it. */
export interface DemoArticle {
  readonly author: DemoName;
  readonly title: string;
  readonly description: string;
  readonly tagList: readonly string[];
  /** Markdown. */
  readonly body: string;
  /** In the order in which they were made. */
  readonly comments?: readonly (readonly [author: DemoName | "demo", body: string])[];
}
