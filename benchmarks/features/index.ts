import type { Db } from "../../server/database/index.ts";
import type { ArticleAddition, ArticlePart, GrowthCase } from "./article-part.ts";
import { commentAddition, commentCases, commentsOfArticle } from "./comments.ts";

/** The rows that features add to an article. */
export const articleParts: readonly ArticlePart[] = [commentsOfArticle];

/** The rows that features let a viewer add to an article. */
export const articleAdditions: readonly ArticleAddition[] = [commentAddition];

type CasesOf = (db: Db) => Promise<readonly GrowthCase[]>;

/** Reads of features whose growth is measured. */
export const casesOfFeatures: readonly CasesOf[] = [commentCases];
