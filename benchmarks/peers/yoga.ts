import { createServer } from "node:http";
import DataLoader from "dataloader";
import { createSchema, createYoga } from "graphql-yoga";
import { sql } from "kysely";
import { listArticles } from "../../server/features/articles/pages.queries.ts";
import { presentPage } from "../../server/features/articles/present.ts";
import { openConnection } from "../dataset.ts";

// graphql-yoga with resolvers by hand over the statement that Dovetail runs. AUTHORS=loaded reads authors by DataLoader,
// in a second statement; without it they come with the list's.

const { db } = openConnection(process.env.DATABASE_URL ?? "", 10);

interface Author {
  readonly username: string;
  readonly bio: string | null;
  readonly image: string | null;
  readonly following: boolean;
}

async function loadAuthors(usernames: readonly string[]): Promise<readonly (Author | Error)[]> {
  const rows = await db
    .selectFrom("account")
    .select(["username", "bio", "image"])
    .select(sql<boolean>`false`.as("following"))
    .where(sql<boolean>`username = any(${usernames}::text[])`)
    .execute();
  const byName = new Map(rows.map((row) => [row.username, row]));
  return usernames.map((username) => byName.get(username) ?? new Error(`no account ${username}`));
}

type Context = { readonly authors: DataLoader<string, Author> };
type Article = ReturnType<typeof presentPage>["articles"][number];

const byLoader = {
  Article: { author: ({ author }: Article, _: unknown, { authors }: Context) => authors.load(author.username) },
};

const schema = createSchema<Context>({
  typeDefs: `
    type Query { articlesList(first: Int = 20): ArticleConnection }
    type ArticleConnection { nodes: [Article!]! articlesCount: Int! pageInfo: PageInfo! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Profile { username: String! bio: String image: String following: Boolean! }
    type Article {
      slug: String! title: String! description: String! tagList: [String!]! createdAt: String! updatedAt: String!
      favorited: Boolean! favoritesCount: Int! author: Profile!
    }`,
  resolvers: {
    Query: {
      articlesList: async (_: unknown, { first }: { first: number }) => {
        const rows = await listArticles(db, {}, { limit: first + 1, offset: 0, beforeId: undefined }, null);
        const { articles: nodes, articlesCount, next } = presentPage(rows, first);
        return { nodes, articlesCount, pageInfo: { hasNextPage: next !== null, endCursor: next } };
      },
    },
    ...(process.env.AUTHORS === "loaded" ? byLoader : {}),
  },
});

const yoga = createYoga({
  schema,
  graphiql: false,
  logging: false,
  context: (): Context => ({ authors: new DataLoader(loadAuthors) }),
});
createServer(yoga).listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
