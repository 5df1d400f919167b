import pg from "pg";

const timestampOid = 1184;
const bigintOid = 20;
const dateOid = 1082;
const plainTimestampOid = 1114;

/**
 * Converts a `timestamptz` text, `2026-11-05 09:30:00.12+00`, to ISO 8601 with milliseconds.
 * @throws {RangeError} for other text, such as another DateStyle, where day and month may be swapped.
 */
export function toIsoTime(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d(?::\d\d){0,2})$/.exec(text);
  if (parts === null) throw new RangeError(`"${text}" is not a timestamp in DateStyle ISO`);
  const [, day, time, fraction = "", offset = ""] = parts;
  if (offset === "+00") return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const zone = offset.length === 3 ? `${offset}:00` : offset;
  return new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${zone}`).toISOString();
}

/**
 * Converts a `bigint` text to a number, where it is exact.
 * @throws {RangeError} beyond 2^53, where it would be rounded: read a column with larger values as text (`::text`).
 */
export function toExactNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError("a bigint beyond 2^53 cannot be read as a number: select the column as text");
}

const asItIs = (text: string) => text;

/**
 * Parsers of column types. `timestamptz` becomes ISO text, and `bigint` an exact number. `date` and `timestamp` stay text, so
 * that the process's time zone cannot shift them; `numeric` stays text, so that it is not rounded.
 */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && oid === timestampOid) return toIsoTime;
    if (format !== "binary" && oid === bigintOid) return toExactNumber;
    if (format !== "binary" && (oid === dateOid || oid === plainTimestampOid)) return asItIs;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};
