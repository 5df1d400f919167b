import type { Compilable, CompiledQuery } from "kysely";
import type { DeferredQuery } from "./kysely-driver.ts";
import type { Db } from "./schema.ts";

/** Placeholder for a value while a query is built. */
class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Replaces values by placeholders. `build` may pass them on as parameters and check whether they are `null` or `undefined`. A
 * placeholder is neither text nor number, so any other use fails at once.
 */
const slotsFor = <V extends object>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null || value === undefined ? value : new Slot(name),
    ]),
  ) as V;

/** Key of the present values, which determine the query's text. */
const shapeOf = (values: object): string =>
  Object.values(values)
    .map((value) => (value === null ? "n" : value === undefined ? "u" : "v"))
    .join("");

/** Sends a statement over a pooled connection. @returns its rows. */
export type Send = (text: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>;

const sends = new WeakMap<Db, Send>();

/** Registers a sender by which compiled queries bypass Kysely, whose overhead is wasted on ready SQL text. */
export const sendCompiledBy = (db: Db, send: Send): void => {
  sends.set(db, send);
};

/** Cast with Kysely's own guarantee: rows match the query's type, as the golden SQL and schema tests check. */
const asRows = <O>(rows: readonly unknown[]) => rows as O[];

/** Builds and compiles a query once per combination of present values. @returns a function that fills in the values. */
function compiling<V extends object, O>(build: (db: Db, values: V) => Compilable<O>) {
  const compiled = new Map<string, CompiledQuery<O>>();
  return (db: Db, values: V): CompiledQuery<O> => {
    const shape = shapeOf(values);
    const query = compiled.get(shape) ?? build(db, slotsFor(values)).compile();
    compiled.set(shape, query);
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Slot ? Reflect.get(values, parameter.name) : parameter,
    );
    return { ...query, parameters };
  };
}

/**
 * Creates a query that is built and compiled once per combination of present values, instead of at each call.
 * @param build passes values on as parameters and may ask whether they are `null` or `undefined`; nothing else.
 *
 * @example
 * const bySlug = compiledOnce((db, { slug }: { slug: string }) =>
 *   db.selectFrom("article").select("id").where("slug", "=", slug));
 * const [article] = await bySlug(db, { slug: "how-joints-hold" });
 */
export function compiledOnce<V extends object, O>(
  build: (db: Db, values: V) => Compilable<O>,
): (db: Db, values: V) => Promise<O[]> {
  const fill = compiling(build);
  return async (db, values) => {
    const query = fill(db, values);
    const send = sends.get(db);
    if (send !== undefined) return asRows<O>(await send(query.sql, query.parameters));
    return (await db.executeQuery(query)).rows;
  };
}

/**
 * Like {@link compiledOnce}, for a statement of a transaction whose rows are not needed. It leaves in the message of the next
 * statement, or of the commit, which then fails with its error; so it costs no round trip of its own. Behind a pooler, and outside of a
 * transaction, it is sent at once.
 */
export function compiledLater<V extends object>(
  build: (db: Db, values: V) => Compilable<unknown>,
): (tx: Db, values: V) => Promise<void> {
  const fill = compiling(build);
  return async (tx, values) => {
    const query: DeferredQuery<unknown> = { ...fill(tx, values), isDeferred: true };
    await tx.executeQuery(query);
  };
}
