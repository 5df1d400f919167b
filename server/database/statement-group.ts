import pg from "pg";

/** A statement of a group, prepared under its name. */
export interface GroupStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Members of pg's query and connection that its types do not declare. */
interface GroupQuery {
  name: string;
  text: string;
  values: unknown[];
  submit(connection: pg.Connection): void;
  prepare(connection: pg.Connection): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
  handleError(error: Error, connection: pg.Connection): void;
}

interface GroupConnection extends pg.Connection {
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Record<string, string>;
  execute(portal: { readonly portal: string }): void;
  sync(): void;
}

/** Cast that pg 8's own `Query` relies on: the class has these members. */
const asGroupQuery = (query: typeof pg.Query) => query as unknown as new (...given: unknown[]) => GroupQuery;

/** Cast that holds for every connection that pg's client passes to a query. */
const asGroupConnection = (connection: pg.Connection) => connection as GroupConnection;

/** Called with the results in order, or with the error of the first statement that failed and its index. */
export type OnGroupResult = (error: Error | null, results: readonly pg.QueryResult[], failedAt: number) => void;

/**
 * Several prepared statements in one message with one Sync: the server executes them in order and skips all that follow a
 * failed one. So a statement never runs outside of the transaction that `begin` before it could not begin, and `commit`
 * never runs after a failure. A subclass of pg's query, since pg refuses any other on a pipelined connection.
 */
class StatementGroup extends /* @__PURE__ */ asGroupQuery(pg.Query) {
  readonly #statements: readonly GroupStatement[];
  /** Index of the statement that is being sent, then of the one whose response is being read. */
  #at = 0;
  #isFailed = false;

  constructor(statements: readonly GroupStatement[], onResult: OnGroupResult) {
    super({ text: "", values: [] }, (error: Error | null, results: pg.QueryResult | readonly pg.QueryResult[]) =>
      onResult(error, error ? [] : [results].flat(), this.#at),
    );
    this.#statements = statements;
  }

  override submit(connection: pg.Connection): void {
    const { stream } = connection;
    stream.cork?.();
    try {
      for (let at = 0; at < this.#statements.length && !this.#isFailed; at++) {
        this.#show(at);
        this.prepare(connection);
      }
    } finally {
      if (!this.#isFailed) this.#show(0);
      stream.uncork?.();
    }
  }

  /** Called by `prepare` in place of pg's own, which would end each statement with a Sync. */
  _getRows(connection: pg.Connection): void {
    const on = asGroupConnection(connection);
    on.execute({ portal: "" });
    if (this.#at === this.#statements.length - 1) on.sync();
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    super.handleCommandComplete(message, connection);
    if (this.#at < this.#statements.length - 1) this.#show(this.#at + 1);
  }

  override handleError(error: Error, connection: pg.Connection): void {
    this.#isFailed = true;
    const { parsedStatements, submittedNamedStatements } = asGroupConnection(connection);
    // Skipped by the server, so not prepared.
    for (const { name } of this.#statements)
      if (parsedStatements[name] === undefined) delete submittedNamedStatements[name];
    super.handleError(error, connection);
  }

  /** Makes a statement the one that pg's own code prepares, or records as prepared. */
  #show(at: number): void {
    const { name, text, values } = this.#statements[at] ?? { name: "", text: "", values: [] };
    this.#at = at;
    this.name = name;
    this.text = text;
    this.values = [...values];
  }
}

/** Sends prepared statements in one message. */
export type SendGroup = (client: pg.ClientBase, statements: readonly GroupStatement[], onResult: OnGroupResult) => void;

/** {@link SendGroup} for a connection that pipelines. */
export const sendGroup: SendGroup = (client, statements, onResult) => {
  client.query(new StatementGroup(statements, onResult));
};
