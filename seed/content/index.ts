import type { DemoArticle } from "./article.ts";
import { finishing } from "./finishing.ts";
import { joinery } from "./joinery.ts";
import { software } from "./software.ts";
import { tools } from "./tools.ts";
import { workshop } from "./workshop.ts";

export { authors, type DemoName, demoAccount, follows } from "./authors.ts";

const topics = [joinery, tools, workshop, finishing, software];

/** Every article of the demo content, oldest first; the topics take turns, as they would. */
export const articles: readonly DemoArticle[] = joinery.flatMap((_, turn) =>
  topics.flatMap((topic) => topic.slice(turn, turn + 1)),
);
