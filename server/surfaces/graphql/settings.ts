import * as z from "zod";

const onOrOff = () => z.enum(["on", "off"], { error: "must be one of on, off" });

/** Settings of GraphQL, by environment variable. */
export const graphqlFields = {
  GRAPHQL: onOrOff()
    .default("on")
    .meta({ description: "`off` serves no `/graphql`; on Workers the entry decides (docs/GRAPHQL.md)" }),
  GRAPHQL_INTROSPECTION: onOrOff()
    .optional()
    .meta({ description: "`on` lets clients read the GraphQL schema; `off` in public, else `on`" }),
  GRAPHQL_DOCUMENTS: z.string().min(1).optional().meta({
    description: "A file of persisted documents, on Node and Deno; clients may then run no others",
  }),
};

/** How GraphQL is served. */
export interface GraphqlSettings {
  readonly isServed: boolean;
  readonly introspection: boolean;
  /** Path of the file with persisted documents. */
  readonly documentsPath: string | undefined;
}

interface ReadSettings {
  readonly GRAPHQL: "on" | "off";
  readonly GRAPHQL_INTROSPECTION?: "on" | "off" | undefined;
  readonly GRAPHQL_DOCUMENTS?: string | undefined;
}

/** Reads the settings of GraphQL. */
export const graphqlSettingsOf = (
  { GRAPHQL, GRAPHQL_INTROSPECTION, GRAPHQL_DOCUMENTS }: ReadSettings,
  isDevelopment: boolean,
): GraphqlSettings => ({
  isServed: GRAPHQL === "on",
  introspection: GRAPHQL_INTROSPECTION === undefined ? isDevelopment : GRAPHQL_INTROSPECTION === "on",
  documentsPath: GRAPHQL_DOCUMENTS,
});
