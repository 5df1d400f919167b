import * as z from "zod";
import { implementDocuments } from "../../../server/documents/index.ts";
import { documents } from "../../../shared/contract/index.ts";

const Draft = z
  .object({
    title: z.string().min(1).max(200),
    words: z.int().min(0).optional(),
    state: z.enum(["idea", "draft", "review"]).default("idea"),
    labels: z.record(z.string().max(32), z.string().max(64)).default({}),
  })
  .meta({ id: "Draft", examples: [{ title: "How joints hold", words: 1200, state: "draft", labels: {} }] });

/** The first version had no state. */
const fromFirst = z.object({ title: z.string(), finished: z.boolean() });

export const drafts = documents({
  name: "drafts",
  key: z.string().min(1).max(64),
  schema: Draft,
  indexes: ["title", "words", "state"],
  version: 2,
  migrate: (value) => {
    const { title, finished } = fromFirst.parse(value);
    return { title, state: finished ? "review" : "draft" };
  },
  maxBytes: 16 * 1024,
  maxPerOwner: 500,
});

export const draftHandlers = implementDocuments(drafts);
