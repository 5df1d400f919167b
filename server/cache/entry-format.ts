/** Header of an entry, in ASCII and of fixed width, so that scripts compare versions without reading the body. */
export interface EntryHeader {
  readonly isMissing: boolean;
  readonly freshMs: number;
  readonly staleMs: number;
  readonly tagCount: number;
  readonly id: string;
}

/** Length of ids, tokens and versions, which are random UUIDs. */
export const uuidLength = 36;
/** Header length: kind 1, total time 10, stale time 10, number of tags 3, id 36. One version per tag and the body follow. */
export const headLength = 60;

const digits = (value: number, width: number) => String(value).padStart(width, "0");

/** Longest time that fits into 10 digits, in ms. */
export const maxTotalMs = 9_999_999_999;

/** Encodes the header. */
export const writeHeader = ({ isMissing, freshMs, staleMs, tagCount, id }: EntryHeader): string =>
  `${isMissing ? "m" : "v"}${digits(freshMs + staleMs, 10)}${digits(staleMs, 10)}${digits(tagCount, 3)}${id}`;
