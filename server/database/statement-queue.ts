import { PoolExhausted } from "./errors.ts";
import { createWaitTimeout, type Statement } from "./pipelined-connections.ts";

/** Creates the bounded queue of statements that wait for a connection. */
export function createStatementQueue(maxWaiting: number) {
  const statements: Statement[] = [];
  return {
    /** The longest-waiting statement for which `mustWait` is false. */
    first: (mustWait: ((statement: Statement) => boolean) | undefined) =>
      mustWait === undefined ? statements[0] : statements.find((one) => !mustWait(one)),
    take: (statement: Statement) => {
      if (statements[0] === statement) statements.shift();
      else statements.splice(statements.indexOf(statement), 1);
    },
    putBack: (statement: Statement) => void statements.unshift(statement),
    add: (statement: Statement) => {
      if (statements.length >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      statements.push(statement);
    },
    expire: (queuedBeforeMs: number) => {
      for (
        let first = statements[0];
        first !== undefined && first.queuedAtMs <= queuedBeforeMs;
        first = statements[0]
      ) {
        statements.shift();
        first.onResult(createWaitTimeout(), []);
      }
    },
    sum: (of: (statement: Statement) => number) => statements.reduce((total, statement) => total + of(statement), 0),
    failAll: (error: Error) => {
      for (const { onResult } of statements.splice(0)) onResult(error, []);
    },
  };
}
