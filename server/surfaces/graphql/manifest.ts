import * as z from "zod";

/** Persisted documents as Relay's compiler writes them: the text by its id. */
const ByIds = z.record(z.string(), z.string());

/** Persisted documents as Apollo's tools write them. */
const Operations = z.object({ operations: z.array(z.object({ id: z.string(), body: z.string() })) });

/**
 * Reads a file of persisted documents, by Relay's compiler or by Apollo's tools.
 * @returns the documents by id.
 * @throws {TypeError} where it is neither.
 */
export function readManifest(text: string): ReadonlyMap<string, string> {
  const json: unknown = parsed(text);
  const operations = Operations.safeParse(json);
  if (operations.success) return new Map(operations.data.operations.map(({ id, body }) => [id, body]));
  const byIds = ByIds.safeParse(json);
  if (byIds.success) return new Map(Object.entries(byIds.data));
  throw new TypeError('must be JSON such as {"<id>": "<document>"}, or a manifest of Apollo');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
