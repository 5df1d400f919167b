import * as z from "zod";
import { query } from "./contract/index.ts";

export const tags = {
  list: query({
    summary: "List tags, most used first",
    description: "At most 10,000.",
    access: "public",
    input: z.object({}),
    output: z.object({ tags: z.array(z.string()).meta({ examples: [["joinery", "wood"]] }) }),
    cache: { ttlSeconds: 60, scope: "shared", tags: ["tags"] },
    rest: { route: "GET /tags" },
  }),
};
