import { printSchema } from "graphql";
import type { Api } from "../../../shared/contract/index.ts";
import { createGraphqlSchema } from "./schema.ts";

/** The GraphQL schema of an API in the schema definition language. Equal contracts give equal text. */
export const printGraphqlSchema = (api: Api): string => `${printSchema(createGraphqlSchema(api))}\n`;
