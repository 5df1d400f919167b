import type { Collection, DocumentIndex } from "../../shared/contract/index.ts";
import { decodePosition, encodePosition } from "./cursor.ts";
import { createDocumentList, type DocumentOrder, type DocumentPage, type ListedDocument } from "./list.queries.ts";

/** The input of a list: its order and page, and a value or bounds for an indexed field. */
export interface ListInput {
  readonly orderBy?: string | undefined;
  readonly order: "asc" | "desc";
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The part of an index that a list reads. */
interface Comparison {
  readonly index: DocumentIndex;
  readonly equals: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

type Invalid = (field: "orderBy" | "cursor", message: string) => never;

/** The comparisons of the input. */
function comparisonsIn({ indexes }: Collection, input: object): readonly Comparison[] {
  const read = (name: string): unknown => Reflect.get(input, name);
  return indexes
    .map((index) => ({
      index,
      equals: read(index.field),
      from: read(`${index.field}From`),
      to: read(`${index.field}To`),
    }))
    .filter(({ equals, from, to }) => equals !== undefined || from !== undefined || to !== undefined);
}

/** Selects the index of a list. Only one field may be compared, since no index serves two. */
function comparisonOf(collection: Collection, input: ListInput, invalid: Invalid): Comparison | undefined {
  const [asked, another] = comparisonsIn(collection, input);
  const { orderBy } = input;
  if (another !== undefined)
    return invalid("orderBy", `has one field: "${asked?.index.field}" and "${another.index.field}" cannot be combined`);
  if (asked !== undefined && orderBy !== undefined && orderBy !== asked.index.field)
    return invalid("orderBy", `must be "${asked.index.field}", which is compared`);
  if (asked !== undefined) return asked;
  const index = collection.indexes.find(({ field }) => field === orderBy);
  return index === undefined ? undefined : { index, equals: undefined, from: undefined, to: undefined };
}

/** Creates the function that reads a page of a collection; each order is one query, made at its first use. */
export function createListReader(collection: Collection) {
  const lists = new Map<string, ReturnType<typeof createDocumentList>>();
  const listIn = (listed: DocumentOrder) => {
    const name = `${listed.index?.field ?? "key"} ${listed.order}`;
    const list = lists.get(name) ?? createDocumentList(listed);
    lists.set(name, list);
    return list;
  };
  /** @returns the rows of the page, and the cursor of the next one. */
  return async (
    db: Parameters<ReturnType<typeof createDocumentList>>[0],
    accountId: number,
    input: ListInput,
    invalid: Invalid,
  ) => {
    const { equals, from, to, index } = comparisonOf(collection, input, invalid) ?? {};
    const listed: DocumentOrder = { collection: collection.name, index, order: input.order };
    const after =
      input.cursor === undefined
        ? undefined
        : (decodePosition(listed, input.cursor) ?? invalid("cursor", "is invalid, or of a list in another order"));
    const page: DocumentPage = {
      accountId,
      limit: input.limit + 1,
      equals,
      from,
      to,
      afterValue: after?.value ?? undefined,
      afterKey: after?.key,
    };
    const rows: readonly ListedDocument[] = await listIn(listed)(db, page);
    const pageRows = rows.slice(0, input.limit);
    const last = pageRows.at(-1);
    const hasMore = rows.length > input.limit && last !== undefined;
    return { pageRows, next: hasMore ? encodePosition(listed, { value: last.sort, key: last.key }) : null };
  };
}
