import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "./schema.ts";

/** Stands for a value while a query is built. */
class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Guarantees what `build` is allowed to do with values: to pass them on as parameters, and to ask whether they are
 * there. A slot is no text and no number, so anything else fails at once.
 */
const slotsFor = <V extends object>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null || value === undefined ? value : new Slot(name),
    ]),
  ) as V;

/** Tells which values are there, since they decide the query's text. */
const shapeOf = (values: object): string =>
  Object.values(values)
    .map((value) => (value === null ? "n" : value === undefined ? "u" : "v"))
    .join("");

/** Sends a statement to a connection of the pool. @returns its rows. */
export type Send = (text: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>;

const sends = new WeakMap<Db, Send>();

/** Lets compiled queries reach a database's pool past Kysely, which for a text that is ready only costs. */
export const sendCompiledBy = (db: Db, send: Send): void => {
  sends.set(db, send);
};

/** Guarantees what Kysely does: rows are what the query's type says, which golden SQL and the schema's test check. */
const asRows = <O>(rows: readonly unknown[]) => rows as O[];

/**
 * Makes a query that is built and compiled once for each combination of values that are there, instead of at each call.
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
  const compiled = new Map<string, CompiledQuery<O>>();
  return async (db, values) => {
    const shape = shapeOf(values);
    const query = compiled.get(shape) ?? build(db, slotsFor(values)).compile();
    compiled.set(shape, query);
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Slot ? Reflect.get(values, parameter.name) : parameter,
    );
    const send = sends.get(db);
    if (send !== undefined) return asRows<O>(await send(query.sql, parameters));
    const filled: CompiledQuery<O> = { ...query, parameters };
    return (await db.executeQuery(filled)).rows;
  };
}
