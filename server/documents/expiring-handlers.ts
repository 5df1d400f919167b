import type { Collection } from "../../shared/contract/index.ts";
import type { Handlers } from "../procedures/index.ts";
import { checkKey, type DocumentContracts, presentDocument, textOf, validPatched } from "./document-values.ts";
import { RedisDocuments } from "./redis-store.ts";
import { ofNewerRelease, readValue, revisionOf } from "./stored-value.ts";

const maxAttempts = 5;

/** The stored part of a revision that clients see; one of another shape matches nothing. */
const storedRevision = ({ version }: Collection, revision: string): string =>
  revision.startsWith(`${version}.`) ? revision.slice(`${version}.`.length) : "-";

/** The handlers of a collection in Redis. */
export function createExpiringHandlers(collection: Collection): Omit<Handlers<DocumentContracts>, "list"> {
  const ownedKeyOf = (viewer: { readonly id: number }, key: string) => ({ accountId: viewer.id, key });
  const expectedOf = (revision: string | undefined) =>
    revision === undefined ? undefined : storedRevision(collection, revision);

  return {
    get: async ({ redis, viewer, input, fail }) => {
      const row =
        (await new RedisDocuments(collection, redis).find(ownedKeyOf(viewer, input.key))) ?? fail("not_found");
      return presentDocument(collection, row, readValue(collection, row));
    },

    put: ({ redis, viewer, input, fail, write }) => {
      checkKey(input.key);
      const body = textOf(collection, "value", input.value, () => fail("document_too_large"));
      return write(async () => {
        const store = new RedisDocuments(collection, redis);
        const expected = input.createOnly ? "*" : expectedOf(input.revision);
        const { outcome, row } = await store.put(ownedKeyOf(viewer, input.key), body, expected);
        if (outcome === "created" || outcome === "updated")
          return { ...presentDocument(collection, row, input.value), outcome };
        return fail(outcome === "exists" || outcome === "too_many" ? outcome : "changed");
      });
    },

    patch: ({ redis, viewer, input, fail, write }) =>
      write(async () => {
        const store = new RedisDocuments(collection, redis);
        const ownedKey = ownedKeyOf(viewer, input.key);
        for (let attempt = 0; attempt < maxAttempts; attempt++) {
          const before = (await store.find(ownedKey)) ?? fail("not_found");
          if (input.revision !== undefined && input.revision !== revisionOf(collection, before)) fail("changed");
          if (before.version > collection.version) throw ofNewerRelease();
          const value = validPatched(collection, readValue(collection, before), input.patch);
          const body = textOf(collection, "patch", value, () => fail("document_too_large"));
          const { outcome, row } = await store.put(ownedKey, body, String(before.revision));
          if (outcome === "updated") return presentDocument(collection, row, value);
        }
        return fail("changed");
      }),

    delete: ({ redis, viewer, input, fail, write }) =>
      write(async () => {
        const store = new RedisDocuments(collection, redis);
        const outcome = await store.delete(ownedKeyOf(viewer, input.key), expectedOf(input.revision));
        if (outcome === "deleted") return null;
        return fail(outcome === "not_found" ? "not_found" : "changed");
      }),
  };
}
