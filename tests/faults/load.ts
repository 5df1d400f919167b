import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../support/people.ts";
import { type Answer, call, within } from "./rig.ts";

/** Calls that were begun one after the other at a steady pace; each waits for nobody. */
export interface Load {
  /** Begins no more calls. @returns what came of each; `undefined` where no answer came. */
  readonly stop: () => Promise<readonly (Answer | undefined)[]>;
}

/** Begins `perSecond` calls a second, whatever becomes of those before. */
export function beginLoad(perSecond: number, next: (index: number) => Promise<Answer>): Load {
  const calls: Promise<Answer | undefined>[] = [];
  const end = new AbortController();
  const startedAt = performance.now();
  const pace = async () => {
    while (!end.signal.aborted) {
      const due = ((performance.now() - startedAt) / 1000) * perSecond;
      while (calls.length < due) calls.push(next(calls.length).catch(() => undefined));
      await sleep(5);
    }
  };
  const paced = pace();
  return {
    stop: async () => {
      end.abort();
      await paced;
      return Promise.all(calls);
    },
  };
}

let serial = 0;

/** Publishes an article under a title, and so a slug, that no other has. */
export function publishAnother(url: string, { token }: Pick<Person, "token">): Promise<Answer> {
  const title = `Joint ${process.pid} ${++serial}`;
  const article = { title, description: "About it.", body: "All of it.", tagList: ["wood"] };
  return call({ server: { url } }, "POST", "/api/articles", { token, body: { article } });
}

/** Slugs of what was acknowledged. */
export const confirmedSlugs = (answers: readonly (Answer | undefined)[]): string[] =>
  answers.flatMap((answer) => (answer?.status === 201 ? [String(within(answer, "article", "slug"))] : []));
