import { AsyncLocalStorage } from "node:async_hooks";

/** Counts the statements that were sent for one piece of work. */
export interface StatementCount {
  statements: number;
}

const counting = new AsyncLocalStorage<StatementCount>();

/** Does some work, and counts the statements it sends to any database, also those of transactions. */
export const countStatements = <T>(count: StatementCount, work: () => T): T => counting.run(count, work);

/** One statement more. */
export function countStatement(): void {
  const count = counting.getStore();
  if (count !== undefined) count.statements += 1;
}
