import { expect, test } from "vitest";
import * as z from "zod";
import { createClient } from "../../client/index.ts";
import { inTypeScript } from "./client-scenes.ts";
import { tellStories } from "./client-stories.ts";

const Order = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  name: z.string(),
  input: z.unknown(),
});

test("TypeScript: every procedure is done, and the client returns what the service sent", async () => {
  const ask = async (order: unknown) => {
    const { url, headers, name, input } = Order.parse(order);
    return Object(await inTypeScript(createClient({ url, headers }), name, input));
  };
  expect(await tellStories(ask)).toEqual([]);
});
