import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { TransactionAborted } from "./errors.ts";
import type { PooledClient } from "./pooled-client.ts";

/** A statement whose result is not waited for: see {@link compiledLater}. */
export interface DeferredQuery<O> extends CompiledQuery<O> {
  readonly isDeferred: true;
}

const isDeferred = (query: CompiledQuery) => "isDeferred" in query;

/** Cast with Kysely's own guarantee: rows match the query's type, as the golden SQL and schema tests check. */
const asRows = <R>(rows: readonly unknown[]) => rows as R[];

const counted = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

/** Adds the caller's stack to an error that was created while reading from the socket. */
function withCaller(error: unknown): unknown {
  if (error instanceof Error) error.stack = `${error.stack}\n${new Error().stack?.split("\n").slice(1).join("\n")}`;
  return error;
}

/** A client of the pool as Kysely's connection. */
class ClientConnection implements DatabaseConnection {
  readonly client: PooledClient;

  constructor(client: PooledClient) {
    this.client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      if (isDeferred(query)) {
        await this.client.queryLater(query.sql, query.parameters);
        return { rows: [] };
      }
      const { command, rowCount, rows } = await this.client.query(query.sql, query.parameters);
      return { rows: asRows(rows), ...(counted.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) };
    } catch (error) {
      throw withCaller(error);
    }
  }

  streamQuery(): never {
    throw new TypeError("rows cannot be streamed: read them in pages");
  }
}

/** Cast that holds because Kysely passes back what {@link PoolDriver} acquired. */
const clientOf = (connection: DatabaseConnection) => (connection as ClientConnection).client;

/** The pool as Kysely sees it. */
export interface LentPool {
  readonly connect: () => Promise<PooledClient>;
  readonly end: () => Promise<void>;
}

class PoolDriver implements Driver {
  readonly #pool: LentPool;
  // Kysely keeps every connection for its lifetime: a new object per query would leak memory.
  readonly #connections = new WeakMap<PooledClient, ClientConnection>();

  constructor(pool: LentPool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#pool.connect();
    const connection = this.#connections.get(client) ?? new ClientConnection(client);
    this.#connections.set(client, connection);
    return connection;
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return clientOf(connection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if ((await clientOf(connection).commit()) === "ROLLBACK") throw new TransactionAborted();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return clientOf(connection).rollback();
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    clientOf(connection).release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

/** Disables Kysely's session-level migration lock, which a pooler could leave with another client. `migrate` takes its own. */
class TransactionalAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** Creates Kysely's introspector, by which migrations look for their table. */
export type CreateIntrospector = Dialect["createIntrospector"];

/** For a pool that never migrates. */
const refuseIntrospection: CreateIntrospector = () => {
  throw new TypeError("the pool of a single request cannot inspect the schema");
};

/** Creates Kysely's PostgreSQL dialect over the pool. */
export const createDialect = (pool: LentPool, createIntrospector = refuseIntrospection): Dialect => ({
  createAdapter: (): DialectAdapter => new TransactionalAdapter(),
  createDriver: () => new PoolDriver(pool),
  createIntrospector,
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
