/** What an entry begins with, in ASCII and of fixed width, so that scripts compare versions without the body. */
export interface EntryHeader {
  readonly isMissing: boolean;
  readonly freshMs: number;
  readonly staleMs: number;
  readonly tagCount: number;
  readonly id: string;
}

/** Ids, tokens and versions are random UUIDs. */
export const uuidLength = 36;
/** Kind 1, total time 10, stale time 10, number of tags 3, id 36; then a version a tag; then the body. */
export const headLength = 60;

const digits = (value: number, width: number) => String(value).padStart(width, "0");

/** Longest time that fits. */
export const maxTotalMs = 9_999_999_999;

/** Writes the fixed part. */
export const writeHeader = ({ isMissing, freshMs, staleMs, tagCount, id }: EntryHeader): string =>
  `${isMissing ? "m" : "v"}${digits(freshMs + staleMs, 10)}${digits(staleMs, 10)}${digits(tagCount, 3)}${id}`;
