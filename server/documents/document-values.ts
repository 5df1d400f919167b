import * as z from "zod";
import type { Collection, documents } from "../../shared/contract/index.ts";
import { invalidField, parseInput } from "../procedures/index.ts";
import { bytesOf, findInexact } from "./exact-json.ts";
import { mergePatch } from "./merge-patch.ts";
import { revisionOf, type StoredDocument } from "./stored-value.ts";

/** The contracts of any collection. */
export type DocumentContracts = ReturnType<typeof documents<z.ZodString, z.ZodObject, never>>;

/** A stored document, with its times. */
export interface DocumentRow extends StoredDocument {
  readonly created_at: string;
  readonly updated_at: string;
}

/** Guarantees an object: the schema of a collection is an object schema, and every write and read is validated by it. */
const asObject = (value: unknown) => value as Record<string, unknown>;

/** A document as clients see it. */
export const presentDocument = (collection: Collection, row: DocumentRow, value: unknown) => ({
  key: row.key,
  value: asObject(value),
  revision: revisionOf(collection, row),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** @throws {ApiError} 422 for a key that no URL can hold: clients resolve `.` and `..`, also where they are escaped. */
export function checkKey(key: string): void {
  if (key === "." || key === "..") throw invalidField("key", 'cannot be "." or "..", which no address can hold');
}

/**
 * The JSON text of a value to store.
 * @throws {ApiError} 422 for a part that would not be read back unchanged; the error of `refuse` beyond the size bound.
 */
export function textOf({ maxBytes }: Collection, field: string, value: unknown, refuse: () => never): string {
  const inexact = findInexact(value);
  if (inexact !== undefined)
    throw invalidField(inexact.path === "" ? field : `${field}.${inexact.path}`, inexact.message);
  const text = JSON.stringify(value);
  if (bytesOf(text) > maxBytes) refuse();
  return text;
}

/** A value after a merge patch, validated under its paths in the patch. @throws {ApiError} 422. */
export const validPatched = ({ schema }: Collection, value: unknown, patch: unknown): unknown =>
  parseInput(z.object({ patch: schema }), { patch: mergePatch(value, patch) }).patch;
