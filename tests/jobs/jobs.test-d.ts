import type { Db, Tx } from "../../server/database/index.ts";
import { enqueue, type Handlers } from "../../server/jobs/index.ts";

declare const tx: Tx;
declare const db: Db;

void enqueue(tx, "cache.invalidate", { tags: ["a"] });
// @ts-expect-error there is no such job
void enqueue(tx, "cache.clear", { tags: ["a"] });
// @ts-expect-error the input is another job's
void enqueue(tx, "mail.notice", { tags: ["a"] });
// @ts-expect-error outside of a transaction
void enqueue(db, "cache.invalidate", { tags: ["a"] });

export const handlers: Handlers = {
  "cache.invalidate": async ({ input }) => {
    input.tags satisfies readonly string[];
    // @ts-expect-error the input is another job's
    void input.slug;
  },
  // @ts-expect-error there is no such job
  "cache.clear": async () => {},
};
