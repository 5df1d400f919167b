import type { Db } from "../../server/database/index.ts";
import { commentCases, commentsOfArticle } from "./comments.ts";
import type { ArticlePart, GrowthCase } from "./part.ts";

/** What features add to an article. */
export const articleParts: readonly ArticlePart[] = [commentsOfArticle];

type CasesOf = (db: Db) => Promise<readonly GrowthCase[]>;

/** Reads of features whose growth is measured. */
export const casesOfFeatures: readonly CasesOf[] = [commentCases];
