import type { Db, Tx } from "../../server/database/index.ts";
import { append, type Consumers } from "../../server/events/index.ts";

declare const tx: Tx;
declare const db: Db;

void append(tx, "cache.cleared", { tags: ["a"] });
// @ts-expect-error there is no such event
void append(tx, "cache.clear", { tags: ["a"] });
// @ts-expect-error the payload is another event's
void append(tx, "notice.due", { tags: ["a"] });
// @ts-expect-error outside of a transaction
void append(db, "cache.cleared", { tags: ["a"] });

export const consumers: Consumers = {
  "cache.cleared": async ({ payload }) => {
    payload.tags satisfies readonly string[];
    // @ts-expect-error the payload is another event's
    void payload.slug;
  },
  // @ts-expect-error there is no such event
  "cache.clear": async () => {},
};
