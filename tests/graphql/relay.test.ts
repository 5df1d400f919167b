import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { readManifest } from "../../server/surfaces/graphql/manifest.ts";
import { startTestApp } from "../support/app.ts";
import { graphql } from "../support/graphql.ts";
import { enrol } from "../support/people.ts";

/** Path of the compiler's program; null where there is none for this platform. */
const relay = z
  .string()
  .nullable()
  .parse(createRequire(import.meta.url)("relay-compiler"));

const component = `import { graphql } from "relay-runtime";

export const row = graphql\`
  fragment Articles_row on ArticleSummary { slug title author { username } }
\`;

export const list = graphql\`
  fragment Articles_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "ArticlesPaginationQuery") {
    articlesList(first: $count, after: $cursor) @connection(key: "Articles_list_articlesList") {
      edges { node { ...Articles_row } }
    }
  }
\`;

export const page = graphql\`
  query ArticlesQuery($slug: String!) {
    ...Articles_list
    articlesGet(slug: $slug) {
      __typename
      ... on Article { slug author { username } comments(first: 10) { nodes { id body } } }
      ... on ApiError { code message }
    }
  }
\`;

export const follow = graphql\`
  subscription ArticlesSubscription($author: String) {
    articlesChanges(author: $author) { ... on ArticleChange { slug title } ... on StreamReset { reset } }
  }
\`;
`;

const config = {
  src: "./src",
  schema: "./schema.graphql",
  language: "typescript",
  artifactDirectory: "./artifacts",
  customScalarTypes: { DateTime: "string", LocalDate: "string", SafeInt: "number", JSON: "unknown" },
  persistConfig: { file: "./documents.json", algorithm: "SHA256" },
};

/** A project with one component, compiled by Relay's compiler. @returns its folder. */
function compileProject(compiler: string): string {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-relay-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ["src", "artifacts"]) mkdirSync(join(folder, name));
  copyFileSync("client/generated/schema.graphql", join(folder, "schema.graphql"));
  writeFileSync(join(folder, "documents.json"), "{}");
  writeFileSync(join(folder, "src", "Articles.ts"), component);
  writeFileSync(join(folder, "relay.config.json"), JSON.stringify(config));
  execFileSync(compiler, ["relay.config.json"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  return folder;
}

test("Relay's compiler reads the schema, its connections and unions; the service runs what it persists", async (context) => {
  if (relay === null) return context.skip(`relay-compiler has no program for ${process.platform} ${process.arch}`);
  const folder = compileProject(relay);
  const types = readFileSync(join(folder, "artifacts", "ArticlesQuery.graphql.ts"), "utf8");
  expect(types).toContain("readonly articlesGet");
  const documents = [...readManifest(readFileSync(join(folder, "documents.json"), "utf8")).values()];
  expect(documents).toHaveLength(3);
  const app = await startTestApp();
  onTestFinished(app.stop);
  const { token } = await enrol(app, "ada");
  for (const title of ["Dovetails", "Glue"])
    await app.rest("POST", "/articles", { token, body: { article: { title, description: "d", body: "b" } } });
  const documentOf = (name: string) => documents.find((text) => text.includes(name)) ?? "";
  const pages = documentOf("query ArticlesPaginationQuery");
  const first = (await graphql(app, pages, { variables: { count: 1 } })).data.articlesList;
  expect(first.edges).toMatchObject([{ node: { slug: "glue" }, cursor: first.pageInfo.endCursor }]);
  const next = await graphql(app, pages, { variables: { count: 1, cursor: first.pageInfo.endCursor } });
  expect(next.data.articlesList.edges).toMatchObject([{ node: { slug: "dovetails" } }]);
  const { data, errors } = await graphql(app, documentOf("query ArticlesQuery"), { variables: { slug: "glue" } });
  expect(errors).toBeUndefined();
  expect(data.articlesGet).toMatchObject({ __typename: "Article", slug: "glue", comments: { nodes: [] } });
});
