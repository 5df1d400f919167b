import type { Collection } from "../../shared/contract/index.ts";
import { standardError } from "../procedures/index.ts";

/** The columns of a document that its value and revision are read from. */
export interface StoredDocument {
  readonly key: string;
  readonly version: number;
  /** A number in Postgres, text in Redis. */
  readonly revision: number | string;
  readonly body: unknown;
}

/** The revision that clients see. It names the shape too: a value that is read in another shape has another revision. */
export const revisionOf = (collection: Collection, { revision }: Pick<StoredDocument, "revision">): string =>
  `${collection.version}.${revision}`;

/**
 * The value of a document in the collection's current shape. A value of a newer shape, of a release that runs beside
 * this one, is read where it fits this shape.
 * @throws {ApiError} 503 where a newer value does not fit; {TypeError} when the result of `migrate` does not fit.
 */
export function readValue(collection: Collection, { key, version, body }: StoredDocument): unknown {
  if (version === collection.version) return body;
  const value = version < collection.version ? collection.migrate(body, version) : body;
  const parsed = collection.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (version > collection.version) throw ofNewerRelease();
  throw new TypeError(
    `migrate() of "${collection.name}" returned no valid value of version ${collection.version} for document "${key}" of version ${version}`,
    { cause: parsed.error },
  );
}

/** 503: this release would drop fields that a newer release wrote. */
export const ofNewerRelease = () =>
  standardError("unavailable", {
    retryAfterSeconds: 5,
    detail: "A newer release of the service wrote this document: try again shortly.",
  });
