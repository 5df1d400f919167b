import * as z from "zod";

/** What the service tells itself once a change is committed: the shape of each event's payload, by its name. */
export const events = {
  "cache.cleared": z.object({ tags: z.array(z.string().min(1)).min(1).max(256) }),
  "article.published": z.object({ articleId: z.int(), authorId: z.int(), slug: z.string() }),
};

/** Name of an event. */
export type EventName = keyof typeof events;

/** Payloads by the event's name. */
export type EventPayloads = { readonly [E in EventName]: z.output<(typeof events)[E]> };
