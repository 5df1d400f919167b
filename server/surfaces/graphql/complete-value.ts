import {
  GraphQLEnumType,
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLUnionType,
  TypeNameMetaFieldDef,
} from "graphql";
import type { SelectedField, Selection } from "./collect-fields.ts";

/** The place of a value in the response, from its end. */
export interface Path {
  readonly before: Path | undefined;
  readonly key: string | number;
}

/** The path as the response shows it. */
export function pathKeys(path: Path): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.before) keys.unshift(at.key);
  return keys;
}

export type ResponseObject = Record<string, unknown>;

/** A link to load: its value is set in `target` once it is loaded. */
export interface PendingLink {
  readonly selected: SelectedField;
  readonly source: object;
  readonly target: ResponseObject;
  readonly path: Path;
}

/** Unchecked cast: graphql's own introspection fields read only the schema of their info. */
const infoOf = (schema: GraphQLSchema) => ({ schema }) as GraphQLResolveInfo;

/** Guarantees an object: contracts check outputs before they are encoded, and a mismatch is caught as unexpected. */
const asObject = (value: unknown) => value as object;

/** Shapes a value of one type. @throws {TypeError} when the value does not fit the type. */
export type Complete = (run: Completion, value: unknown, selected: SelectedField, path: Path) => unknown;

const completeByType = new WeakMap<GraphQLOutputType, Complete>();

/** The function that shapes values of a type; made once for each type. */
export function completeOf(type: GraphQLOutputType): Complete {
  const complete = completeByType.get(type) ?? createComplete(type);
  completeByType.set(type, complete);
  return complete;
}

function createComplete(type: GraphQLOutputType): Complete {
  if (type instanceof GraphQLNonNull) return nonNull(completeOf(type.ofType));
  if (type instanceof GraphQLList) return listOf(completeOf(type.ofType));
  if (type instanceof GraphQLObjectType)
    return unlessNull((run, value, selected, path) => run.object(type, asObject(value), selected, path));
  if (type instanceof GraphQLUnionType || type instanceof GraphQLInterfaceType)
    return unlessNull((run, value, selected, path) =>
      run.object(run.memberOf(type, value), asObject(value), selected, path),
    );
  if (type instanceof GraphQLEnumType) return unlessNull((_, value) => type.serialize(value));
  return type === GraphQLID ? unlessNull((_, value) => String(value)) : (_, value) => value ?? null;
}

const unlessNull =
  (complete: Complete): Complete =>
  (run, value, selected, path) =>
    value === null || value === undefined ? null : complete(run, value, selected, path);

const nonNull =
  (complete: Complete): Complete =>
  (run, value, selected, path) => {
    const completed = complete(run, value, selected, path);
    if (completed === null) throw new TypeError(`${pathKeys(path).join(".")}: null in a field that is never null`);
    return completed;
  };

const listOf = (complete: Complete): Complete =>
  unlessNull((run, values, selected, path) => {
    if (!Array.isArray(values)) throw new TypeError(`${pathKeys(path).join(".")}: no list`);
    return values.map((value, key) => complete(run, value, selected, { before: path, key }));
  });

/**
 * Shapes values as the document asks for them, in one pass without promises: all data of a procedure is available at once.
 * Links that it meets are collected, so that those of all items are loaded together.
 */
export class Completion {
  readonly #selection: Selection;
  readonly #info: GraphQLResolveInfo;
  pending: PendingLink[] = [];

  constructor(selection: Selection) {
    this.#selection = selection;
    this.#info = infoOf(selection.tree.schema);
  }

  /** Completes an object of a known type. */
  object(type: GraphQLObjectType, source: object, selected: SelectedField, path: Path): ResponseObject {
    return this.fields(type, source, this.#selection.tree.below(selected, type), path);
  }

  fields(type: GraphQLObjectType, source: object, fields: readonly SelectedField[], path: Path): ResponseObject {
    const target: ResponseObject = {};
    for (const field of fields) {
      const { responseKey } = field;
      const at: Path = { before: path, key: responseKey };
      if (field.facts.link !== undefined) {
        // Keeps the order of the document.
        target[responseKey] = null;
        this.pending.push({ selected: field, source, target, path: at });
      } else target[responseKey] = this.#field(type, source, field, at);
    }
    return target;
  }

  #field(type: GraphQLObjectType, source: object, selected: SelectedField, path: Path): unknown {
    const { field, key, complete } = selected;
    if (field === TypeNameMetaFieldDef) return type.name;
    const value =
      field.resolve === undefined
        ? Reflect.get(source, key)
        : field.resolve(source, this.#selection.argsOf(selected), undefined, this.#info);
    return complete(this, value, selected, path);
  }

  /** The type of a value of a union. @throws {TypeError} for a value of none. */
  memberOf(type: GraphQLUnionType | GraphQLInterfaceType, value: unknown): GraphQLObjectType {
    const name = type.resolveType?.(value, undefined, this.#info, type);
    const found = typeof name === "string" ? this.#info.schema.getType(name) : undefined;
    if (!(found instanceof GraphQLObjectType)) throw new TypeError(`a value is not a member of ${type.name}`);
    return found;
  }
}
