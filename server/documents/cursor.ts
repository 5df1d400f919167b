import * as z from "zod";
import type { DocumentOrder } from "./list.queries.ts";

/** A position in a list: the last document that was shown. */
export interface DocumentPosition {
  /** Its indexed value as text; `null` in a list by key. */
  readonly value: string | null;
  readonly key: string;
}

const Cursor = z.tuple([z.string(), z.enum(["asc", "desc"]), z.string().nullable(), z.string()]);

const valueShapes = { text: /^[^\0]*$/s, number: /^-?\d{1,400}(?:\.\d{1,400})?$/, boolean: /^(?:true|false)$/ };

const nameOf = ({ index }: DocumentOrder) => index?.field ?? "key";

/** Encodes a position, with the order in which it is one. */
export const encodePosition = (listed: DocumentOrder, { value, key }: DocumentPosition): string =>
  Buffer.from(JSON.stringify([nameOf(listed), listed.order, value, key])).toString("base64url");

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

/** @returns `undefined` for an invalid cursor, and for one of another order. */
export function decodePosition(listed: DocumentOrder, cursor: string): DocumentPosition | undefined {
  const parsed = Cursor.safeParse(parse(cursor));
  if (!parsed.success) return undefined;
  const [name, order, value, key] = parsed.data;
  if (name !== nameOf(listed) || order !== listed.order || key.includes("\0")) return undefined;
  const { index } = listed;
  const isFit = index === undefined ? value === null : value !== null && valueShapes[index.kind].test(value);
  return isFit ? { value, key } : undefined;
}
