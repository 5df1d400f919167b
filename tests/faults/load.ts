import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../support/people.ts";
import { type Answer, call, fieldsIn } from "./proxied-server.ts";

/** Calls started at a constant rate, independent of each other (open-loop load). */
export interface Load {
  /**
   * Starts no more calls.
   * @returns the outcome of each; `undefined` without a response.
   */
  readonly stop: () => Promise<readonly (Answer | undefined)[]>;
}

/** Starts `perSecond` calls per second, whatever the outcome of earlier ones. */
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

/** Publishes an article with a unique title, and so a unique slug. */
export function publishAnother(url: string, { token }: Pick<Person, "token">): Promise<Answer> {
  const title = `Joint ${process.pid} ${++serial}`;
  const article = { title, description: "About it.", body: "All of it.", tagList: ["wood"] };
  return call({ server: { url } }, "POST", "/api/articles", { token, body: { article } });
}

/** Slugs of acknowledged articles. */
export const confirmedSlugs = (answers: readonly (Answer | undefined)[]): string[] =>
  answers.flatMap((answer) => (answer?.status === 201 ? [String(fieldsIn(answer, "article", "slug"))] : []));
