/** Encodes a list position: the id of the last row shown, in base 36. */
export const encodeCursor = (id: number): string => id.toString(36);

/** @returns `undefined` for a text that is not an id in base 36. */
export function decodeCursor(cursor: string): number | undefined {
  const id = Number.parseInt(cursor, 36);
  return Number.isSafeInteger(id) ? id : undefined;
}
