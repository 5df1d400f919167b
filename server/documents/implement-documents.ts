import { type Collection, type Contracts, collectionOf } from "../../shared/contract/index.ts";
import type { Tx } from "../database/index.ts";
import type { Handlers } from "../procedures/index.ts";
import {
  checkKey,
  type DocumentContracts,
  type DocumentRow,
  presentDocument,
  textOf,
  validPatched,
} from "./document-values.ts";
import { createExpiringHandlers } from "./expiring-handlers.ts";
import { createListReader } from "./list.ts";
import {
  countDocuments,
  type DocumentAddress,
  deleteDocument,
  findDocument,
  insertDocument,
  lockDocument,
  lockOwner,
  updateDocument,
} from "./queries.ts";
import { ofNewerRelease, readValue, revisionOf, type StoredDocument } from "./stored-value.ts";

/** Locks a document; without one, locks its owner, so that only this transaction may add it. */
async function lockOrReserve(tx: Tx, address: DocumentAddress) {
  const found = await lockDocument(tx, address);
  if (found !== undefined) return found;
  await lockOwner(tx, address.accountId);
  return lockDocument(tx, address);
}

type FailChanged = (code: "changed") => never;

/** @throws {ApiError} 412 for another revision than expected; 503 where this release would drop fields that a newer release wrote. */
function checkWritable(collection: Collection, row: StoredDocument, expected: string | undefined, fail: FailChanged) {
  if (expected !== undefined && expected !== revisionOf(collection, row)) fail("changed");
  if (row.version > collection.version) throw ofNewerRelease();
}

const addressIn = ({ name }: Collection, viewer: { readonly id: number }, key: string): DocumentAddress => ({
  collection: name,
  accountId: viewer.id,
  key,
});

/** The handler that creates or replaces a document. */
const createPut = (collection: Collection): Handlers<DocumentContracts>["put"] => {
  const { version, maxPerOwner } = collection;
  return ({ viewer, input, fail, write }) => {
    checkKey(input.key);
    const body = textOf(collection, "value", input.value, () => fail("document_too_large"));
    const address = addressIn(collection, viewer, input.key);
    return write(async (tx) => {
      const before = await lockOrReserve(tx, address);
      if (before !== undefined) {
        if (input.createOnly) fail("exists");
        checkWritable(collection, before, input.revision, fail);
        const row = await updateDocument(tx, address, { version, body });
        return { ...presentDocument(collection, row, input.value), outcome: "updated" as const };
      }
      if (input.revision !== undefined) fail("changed");
      if ((await countDocuments(tx, address, maxPerOwner)) >= maxPerOwner) fail("too_many");
      const row = await insertDocument(tx, address, { version, body });
      return { ...presentDocument(collection, row, input.value), outcome: "created" as const };
    });
  };
};

/** The handlers of a collection in Postgres. */
function createHandlers(collection: Collection): Handlers<DocumentContracts> {
  const { version } = collection;
  const present = (row: DocumentRow) => presentDocument(collection, row, readValue(collection, row));
  const readList = createListReader(collection);

  return {
    get: async ({ db, viewer, input, fail }) =>
      present((await findDocument(db, addressIn(collection, viewer, input.key))) ?? fail("not_found")),

    put: createPut(collection),

    patch: ({ viewer, input, fail, write }) => {
      const address = addressIn(collection, viewer, input.key);
      return write(async (tx) => {
        const before = (await lockDocument(tx, address)) ?? fail("not_found");
        checkWritable(collection, before, input.revision, fail);
        const value = validPatched(collection, readValue(collection, before), input.patch);
        const body = textOf(collection, "patch", value, () => fail("document_too_large"));
        return presentDocument(collection, await updateDocument(tx, address, { version, body }), value);
      });
    },

    delete: ({ viewer, input, fail, write }) => {
      const address = addressIn(collection, viewer, input.key);
      return write(async (tx) => {
        const before = (await lockDocument(tx, address)) ?? fail("not_found");
        if (input.revision !== undefined && input.revision !== revisionOf(collection, before)) fail("changed");
        await deleteDocument(tx, address);
        return null;
      });
    },

    list: async ({ db, viewer, input, invalid }) => {
      const { pageRows, next } = await readList(db, viewer.id, input, invalid);
      return { documents: pageRows.map(present), next };
    },
  };
}

/** Guarantees the type: the collection was made with these contracts, and the handlers are those of any collection. */
const asHandlersOf = <T extends Contracts>(handlers: Partial<Handlers<DocumentContracts>>) =>
  handlers as unknown as Handlers<T>;

/**
 * Implements a collection that `documents()` declared.
 * @throws {TypeError} for other contracts.
 *
 * @example
 * export const draftHandlers = implementDocuments(drafts);
 */
export function implementDocuments<T extends Contracts>(contracts: T): Handlers<T> {
  const collection = collectionOf(contracts);
  return asHandlersOf<T>(
    collection.ttlSeconds === undefined ? createHandlers(collection) : createExpiringHandlers(collection),
  );
}
