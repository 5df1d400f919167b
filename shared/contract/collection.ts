import type * as z from "zod";
import { type DocumentIndex, indexOf } from "./document-index.ts";
import type { Limits } from "./limit.ts";
import type { Api, Contracts } from "./procedure.ts";
import { isFieldName } from "./procedure-checks.ts";
import { objectErrorOf } from "./schema-errors.ts";

/** Declaration of a collection of documents. */
export interface DocumentsDefinition<
  K extends z.ZodString | z.ZodUUID = z.ZodString | z.ZodUUID,
  S extends z.ZodObject = z.ZodObject,
  I extends string = string,
> {
  /** The feature's name, in the plural: `"drafts"`. Documents are stored under it. */
  readonly name: string;
  /** Keys, chosen by clients: text of at most 200 characters, or UUIDs. */
  readonly key: K;
  /** The value of a document, in its current shape. With an `id`, clients have a type of that name. */
  readonly schema: S;
  /** Fields of the schema that lists may be ordered by and search. Each has an index in a migration. */
  readonly indexes?: readonly I[];
  /** Version of the current schema, 1 if absent; every write stores it. */
  readonly version?: number;
  /** Converts a value of an older shape to the current one, whenever it is read. Required from version 2 on; pure. */
  readonly migrate?: (value: unknown, version: number) => unknown;
  /** Bound of one document as JSON, 32 KiB if absent; at most 1 MiB. */
  readonly maxBytes?: number;
  /** Bound of one account's documents, 1000 if absent; at most 10,000. */
  readonly maxPerOwner?: number;
  /** Rate limits of writes; 120 a minute for each account if absent. */
  readonly limit?: Limits;
  /** Where documents are stored: in Postgres, if absent. */
  readonly store?: "postgres" | "redis";
  /** With `store: "redis"`: the time from a document's last write until it expires, at most 30 days. */
  readonly ttlSeconds?: number;
}

/** Declaration of a collection in Redis, which has no lists. */
export interface ExpiringDocumentsDefinition<
  K extends z.ZodString | z.ZodUUID = z.ZodString | z.ZodUUID,
  S extends z.ZodObject = z.ZodObject,
> extends Omit<DocumentsDefinition<K, S>, "indexes" | "store" | "ttlSeconds"> {
  readonly store: "redis";
  readonly ttlSeconds: number;
}

/** A checked collection. */
export interface Collection {
  readonly name: string;
  readonly schema: z.ZodObject;
  readonly indexes: readonly DocumentIndex[];
  readonly version: number;
  readonly migrate: (value: unknown, version: number) => unknown;
  readonly maxBytes: number;
  readonly maxPerOwner: number;
  /** So many documents of `maxBytes` fit into one response. */
  readonly maxPageSize: number;
  /** Time from a document's last write until it expires in Redis; `undefined` for a collection in Postgres. */
  readonly ttlSeconds: number | undefined;
}

/** The collection of each group of contracts that `documents()` made. */
export const collectionOfContracts = new WeakMap<Contracts, Collection>();

const maxKeyLength = 200;
const largestBytes = 1024 * 1024;
const largestPerOwner = 10_000;
/** One value of Redis holds all keys of an account. */
const largestPerOwnerInRedis = 500;
/** Bound of `ttlSeconds`. */
export const largestTtlSeconds: number = 30 * 24 * 3600;
const pageBytes = 4 * 1024 * 1024;
const largestPage = 100;
const maxNameLength = 40;

const isBetween = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max;

const isBoundedKey = (key: z.ZodString | z.ZodUUID) =>
  key.format === "uuid" || (key.maxLength !== null && key.maxLength <= maxKeyLength && (key.minLength ?? 0) >= 1);

function errorOf({ name, key, schema, version = 1, migrate, maxBytes = 1, maxPerOwner = 1 }: DocumentsDefinition) {
  if (!isFieldName(name) || !/^[a-z]/.test(name) || name.length > maxNameLength)
    return `name: "${name}" is no name such as "drafts" or "readingLists", of at most ${maxNameLength} letters and digits`;
  if (!isBoundedKey(key)) return `key: write z.string().min(1).max(${maxKeyLength}) or less, or z.uuid()`;
  const error = objectErrorOf(schema);
  if (error !== undefined) return `schema: ${error}`;
  if (!isBetween(version, 10_000)) return "version: it must be a whole number from 1";
  if (version > 1 && migrate === undefined)
    return `version: ${version} needs migrate(value, version), which converts older values`;
  if (!isBetween(maxBytes, largestBytes)) return `maxBytes: it must be a whole number from 1 to ${largestBytes}`;
  if (!isBetween(maxPerOwner, largestPerOwner))
    return `maxPerOwner: it must be a whole number from 1 to ${largestPerOwner}`;
  return undefined;
}

function storeErrorOf({ store, ttlSeconds, indexes = [], maxPerOwner = 1 }: DocumentsDefinition): string | undefined {
  if (store !== "redis")
    return ttlSeconds === undefined ? undefined : 'ttlSeconds: only documents in Redis expire: add store: "redis"';
  if (ttlSeconds === undefined || !isBetween(ttlSeconds, largestTtlSeconds))
    return `ttlSeconds: it must be a whole number from 1 to ${largestTtlSeconds}`;
  if (indexes.length > 0)
    return "indexes: Redis has none, and no lists: remove them, or store the documents in Postgres";
  return maxPerOwner > largestPerOwnerInRedis
    ? `maxPerOwner: in Redis it is at most ${largestPerOwnerInRedis}`
    : undefined;
}

const listFields: readonly string[] = ["orderBy", "order", "limit", "cursor"];

/** A field whose search would collide with another input field of a list. */
function collisionOf(indexes: readonly DocumentIndex[]): string | undefined {
  const names = indexes.flatMap(({ field, hasRange }) => (hasRange ? [field, `${field}From`, `${field}To`] : [field]));
  const taken = names.find((name, at) => listFields.includes(name) || name === "key" || names.indexOf(name) !== at);
  return taken === undefined ? undefined : `lists would have two fields "${taken}"`;
}

/** @throws {TypeError} naming the collection and what to write instead. */
export function checkCollection(definition: DocumentsDefinition): Collection {
  // As in `defineApi`.
  const isDeployed = navigator.userAgent === "Cloudflare-Workers";
  const error = isDeployed ? undefined : (errorOf(definition) ?? storeErrorOf(definition));
  if (error !== undefined) throw new TypeError(`documents "${definition.name}": ${error}`);
  const { name, schema, version = 1, maxBytes = 32 * 1024, indexes = [], ttlSeconds } = definition;
  const { maxPerOwner = ttlSeconds === undefined ? 1000 : 100 } = definition;
  const refuse = (reason: string): never => {
    throw new TypeError(`documents "${name}": indexes: ${reason}`);
  };
  const found = indexes.map((field) => {
    const index = indexOf(schema, field);
    return typeof index === "string" ? refuse(index) : index;
  });
  const collision = collisionOf(found);
  if (collision !== undefined) refuse(collision);
  return {
    name,
    schema,
    version,
    migrate: definition.migrate ?? ((value) => value),
    maxBytes,
    maxPerOwner,
    indexes: found,
    ttlSeconds,
    maxPageSize: Math.max(1, Math.min(largestPage, Math.floor(pageBytes / maxBytes))),
  };
}

/** @throws {TypeError} for contracts that `documents()` did not make. */
export function collectionOf(contracts: Contracts): Collection {
  const collection = collectionOfContracts.get(contracts);
  if (collection === undefined)
    throw new TypeError("these contracts are not a collection: create them with documents()");
  return collection;
}

/** The collections of an API. */
export const collectionsOf = (api: Api): readonly Collection[] =>
  Object.values(api).flatMap((contracts) => collectionOfContracts.get(contracts) ?? []);
