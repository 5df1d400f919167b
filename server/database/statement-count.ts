import { AsyncLocalStorage } from "node:async_hooks";

/** Number of statements sent by one piece of work. */
export interface StatementCount {
  statements: number;
}

const counting = new AsyncLocalStorage<StatementCount>();

/** Runs work and counts the statements it sends to any database, those in transactions included. */
export const countStatements = <T>(count: StatementCount, work: () => T): T => counting.run(count, work);

/** Counts one statement. */
export function countStatement(): void {
  const count = counting.getStore();
  if (count !== undefined) count.statements += 1;
}
