import * as z from "zod";

const onOrOff = () => z.enum(["on", "off"], { error: "must be one of on, off" });

/** Settings of GraphQL, by environment variable. */
export const graphqlFields = {
  GRAPHQL: onOrOff().default("on"),
  GRAPHQL_INTROSPECTION: onOrOff().optional(),
  GRAPHQL_DOCUMENTS: z.string().min(1).optional(),
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
