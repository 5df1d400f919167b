import { createExplorer } from "./explorer.ts";
import type { CreateGraphql, GraphqlOptions, GraphqlSurface } from "./index.ts";

/** Creates the surface with its first request: most servers get none, and its modules take 17 MiB and 0.1 s at start. */
export const createGraphqlOnDemand =
  (options: GraphqlOptions): CreateGraphql =>
  (parts) => {
    let surface: GraphqlSurface | undefined;
    const load = async () => {
      const { createSurface } = await import("./index.ts");
      surface ??= createSurface(options, parts);
      return surface;
    };
    return {
      serve: (exchange) => surface?.serve(exchange) ?? load().then(({ serve }) => serve(exchange)),
      explorer: createExplorer(async () => (await load()).schemaText()),
    };
  };
