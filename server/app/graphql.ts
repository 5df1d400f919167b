import { type CreateGraphql, createGraphql } from "../surfaces/graphql/index.ts";
import { readManifest } from "../surfaces/graphql/manifest.ts";
import { type Config, ConfigError } from "./config.ts";

/**
 * The GraphQL surface as configured; `undefined` where it is off. An entry passes it to `createApp`, so that a
 * worker without GraphQL does not contain it.
 * @param manifest content of the file with persisted documents.
 * @throws {ConfigError} when the manifest is invalid.
 */
export function graphqlOf(
  { graphql }: Pick<Config, "graphql">,
  manifest: string | undefined,
): CreateGraphql | undefined {
  const { isServed, introspection } = graphql;
  return isServed ? createGraphql({ introspection, documents: documentsIn(manifest) }) : undefined;
}

function documentsIn(manifest: string | undefined): ReadonlyMap<string, string> | null {
  if (manifest === undefined) return null;
  try {
    return readManifest(manifest);
  } catch (error) {
    throw new ConfigError(`GRAPHQL_DOCUMENTS: ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}
