/** A part of a value that would not be returned as it was sent. */
export interface Inexact {
  /** `lines.1.sku`; empty for the whole value. */
  readonly path: string;
  readonly message: string;
}

function errorOf(value: unknown): string | undefined {
  if (Object.is(value, -0)) return "is negative zero, which JSON does not keep: send 0";
  return typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? "is beyond 2^53, where numbers are rounded: declare it as text"
    : undefined;
}

/**
 * Finds the first part of a parsed JSON value that was or would be rounded. Text that cannot be stored, NUL and lone
 * surrogates, is refused by the pipeline already.
 */
export function findInexact(value: unknown, path = ""): Inexact | undefined {
  const message = errorOf(value);
  if (message !== undefined) return { path, message };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = findInexact(inner, path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The size of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
