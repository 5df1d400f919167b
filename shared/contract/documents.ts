import * as z from "zod";
import {
  type Collection,
  checkCollection,
  collectionOfContracts,
  type DocumentsDefinition,
  type ExpiringDocumentsDefinition,
} from "./collection.ts";
import { indexFieldsOf } from "./document-index.ts";
import { changed, notFound } from "./errors.ts";
import { mergePatchOf } from "./merge-patch-schema.ts";
import { type Contracts, mutation, query } from "./procedure.ts";

const moment = (description: string) => z.iso.datetime().meta({ description, examples: ["2026-11-05T09:30:00.000Z"] });

const revision = z
  .string()
  .max(40)
  .meta({ description: "Opaque: another one after each write, also of its version.", examples: ["1.42"] });

const expected = revision
  .optional()
  .meta({ description: "Write only if this is the document's revision; absent, the last write wins." });

const outcome = z.enum(["created", "updated"]).meta({ examples: ["created"] });

/** Fields of a stored document in addition to its value. */
const stored = { revision, createdAt: moment("When it was created."), updatedAt: moment("When it was last written.") };

const errors = {
  not_found: notFound("document", "You have no such document."),
  changed: changed("document"),
  exists: {
    status: 412,
    subject: "document",
    message: "exists already",
    detail: "You have a document with this key already.",
  },
  document_too_large: {
    status: 413,
    subject: "value",
    message: "is too large",
    detail: "As JSON, the document has more bytes than its collection takes.",
  },
  too_many: {
    status: 409,
    subject: "documents",
    message: "are too many",
    detail: "You have as many documents as the collection takes: delete one first.",
  },
} as const;

/** `readingLists` as `reading-lists` and `reading lists`. */
const spelled = (name: string, between: string) => name.replace(/[A-Z]/g, (letter) => between + letter.toLowerCase());

/** The envelope of a value; its `id` follows from the value's, `Draft` and `DraftDocument`. */
function documentOf<K extends z.ZodString | z.ZodUUID, S extends z.ZodObject>(key: K, value: S) {
  const id = z.globalRegistry.get(value)?.id;
  const envelope = z.object({ key, value, ...stored });
  return id === undefined ? envelope : envelope.meta({ id: `${id}Document`, description: "A stored document." });
}

/**
 * Declares a collection of JSON documents that belong to accounts, each under a key: contracts to get, put, patch,
 * delete and list them. `implementDocuments` implements them.
 *
 * @throws {TypeError} for a definition that could not be served: an index over a missing field or one without an order, a
 * missing migration, bounds that are not positive.
 *
 * @example
 * export const drafts = documents({
 *   name: "drafts",
 *   key: z.string().min(1).max(64),
 *   schema: z.object({ title: z.string().max(200), words: z.int() }).meta({ id: "Draft" }),
 *   indexes: ["title"],
 * });
 *
 * @example
 * export const carts = documents({
 *   name: "carts",
 *   key: z.string().min(1).max(64),
 *   schema: z.object({ lines: z.array(z.string()).max(50) }),
 *   store: "redis",
 *   ttlSeconds: 3600,
 * });
 */
export function documents<K extends z.ZodString | z.ZodUUID, S extends z.ZodObject>(
  definition: ExpiringDocumentsDefinition<K, S>,
): Omit<DocumentContracts<K, S, never>, "list">;
export function documents<
  K extends z.ZodString | z.ZodUUID,
  S extends z.ZodObject,
  const I extends keyof S["shape"] & string = never,
>(definition: DocumentsDefinition<K, S, I> & { readonly store?: "postgres" }): DocumentContracts<K, S, I>;
export function documents(definition: DocumentsDefinition): Contracts {
  const collection = checkCollection(definition);
  const { list, ...contracts } = contractsOf<z.ZodString | z.ZodUUID, z.ZodObject, string>(definition, collection);
  const made = collection.ttlSeconds === undefined ? { ...contracts, list } : contracts;
  collectionOfContracts.set(made, collection);
  return made;
}

/** The contracts of a collection. */
export type DocumentContracts<
  K extends z.ZodString | z.ZodUUID,
  S extends z.ZodObject,
  I extends keyof S["shape"] & string,
> = ReturnType<typeof contractsOf<K, S, I>>;

const createOnly = z.boolean().default(false).meta({ description: "Fail if the document exists." });

const defaultLimit = { per: "viewer", rate: 120, perSeconds: 60 } as const;

function contractsOf<
  K extends z.ZodString | z.ZodUUID,
  S extends z.ZodObject,
  const I extends keyof S["shape"] & string = never,
>(definition: DocumentsDefinition<K, S, I>, collection: Collection) {
  const { key, schema, limit = defaultLimit } = definition;
  const [path, phrase] = [spelled(definition.name, "-"), spelled(definition.name, " ")];
  const Document = documentOf(key, schema);
  const one = z.object({ key });
  const { not_found, changed: stale, exists, document_too_large, too_many } = errors;
  return {
    get: query({
      summary: `Get one of the viewer's ${phrase}`,
      access: "required",
      input: one,
      output: Document,
      errors: { not_found },
      rest: { route: `GET /${path}/{key}`, etag: "revision" },
    }),
    put: mutation({
      summary: `Write one of the viewer's ${phrase}, new or not`,
      access: "required",
      input: one.extend({ value: schema, revision: expected, createOnly }),
      output: z.object({ ...Document.shape, outcome }),
      errors: { changed: stale, exists, document_too_large, too_many },
      limit,
      rest: putRoute(path),
    }),
    patch: mutation({
      summary: `Change one of the viewer's ${phrase}`,
      description: "A JSON merge patch (RFC 7396): null removes a field, objects are merged, all else replaces.",
      access: "required",
      input: one.extend({ patch: mergePatchOf(schema), revision: expected }),
      output: Document,
      errors: { not_found, changed: stale, document_too_large },
      limit,
      rest: { route: `PATCH /${path}/{key}`, ifMatch: "revision", etag: "revision" },
    }),
    delete: mutation({
      summary: `Delete one of the viewer's ${phrase}`,
      access: "required",
      input: one.extend({ revision: expected }),
      output: z.null(),
      errors: { not_found, changed: stale },
      limit,
      rest: { route: `DELETE /${path}/{key}`, ifMatch: "revision", status: 204 },
    }),
    list: listOf<S, I, typeof Document>(schema, collection, Document, { path, phrase }),
  };
}

const putRoute = (path: string) =>
  ({
    route: `PUT /${path}/{key}`,
    ifMatch: "revision",
    ifNoneMatch: "createOnly",
    etag: "revision",
    status: { by: "outcome", of: { created: 201, updated: 200 } },
    location: `/${path}/{key}`,
  }) as const;

/** The query that lists a collection: `path` is its address, `phrase` its name in sentences. */
function listOf<S extends z.ZodObject, I extends keyof S["shape"] & string, D extends z.ZodObject>(
  schema: S,
  collection: Collection,
  Document: D,
  { path, phrase }: { readonly path: string; readonly phrase: string },
) {
  return query({
    summary: `List the viewer's ${phrase}`,
    description:
      "By key, or by one indexed field: ordered by it, equal to a value, or within inclusive bounds. Documents without the field are not listed by it.",
    access: "required",
    input: z.object({ ...indexFieldsOf<S, I>(schema, collection.indexes), ...pageOf(collection) }),
    output: z.object({
      documents: z.array(Document),
      next: z
        .string()
        .nullable()
        .meta({
          description: "Send as `cursor` to get the next page; null on the last page.",
          examples: ["WyJrZXkiLCJhc2MiLG51bGwsImZpcnN0Il0"],
        }),
    }),
    rest: { route: `GET /${path}` },
  });
}

/** Input fields of a list's order and page. */
function pageOf({ indexes, maxPageSize }: Collection) {
  return {
    orderBy: z
      .enum(["key", ...indexes.map(({ field }) => field)])
      .optional()
      .meta({ description: "Absent: the field that is compared, or the key." }),
    order: z.enum(["asc", "desc"]).default("asc"),
    limit: z
      .int()
      .min(1)
      .max(maxPageSize)
      .default(maxPageSize)
      .meta({ description: "Maximum number of items to return." }),
    cursor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,6000}$/)
      .optional()
      .meta({ description: "Opaque cursor: `next` of the previous page, of a list with the same order." }),
  };
}
