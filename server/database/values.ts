import pg from "pg";

const timestampOid = 1184;
const bigintOid = 20;
const dateOid = 1082;
const plainTimestampOid = 1114;

/**
 * A moment as the server prints it, `2026-11-05 09:30:00.12+00`, to ISO 8601 with milliseconds.
 * @throws {RangeError} for what is no moment, or printed in another DateStyle, where day and month may be swapped.
 */
export function toIsoTime(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d(?::\d\d){0,2})$/.exec(text);
  if (parts === null) throw new RangeError(`"${text}" is no moment in DateStyle ISO`);
  const [, day, time, fraction = "", offset = ""] = parts;
  if (offset === "+00") return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const zone = offset.length === 3 ? `${offset}:00` : offset;
  return new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${zone}`).toISOString();
}

/**
 * A 64-bit number as a number, where a number holds it exactly.
 * @throws {RangeError} beyond 2^53, where it would be rounded: a column that may hold more is read as text (`::text`).
 */
export function toExactNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError("a bigint beyond 2^53 does not fit a number: read the column as text");
}

const asItIs = (text: string) => text;

/**
 * What the server's text becomes: moments ISO text, 64-bit numbers numbers where they are exact; days and timestamps without
 * a time zone stay text, which no zone of the process can shift, as `numeric` does, which no number can round.
 */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && oid === timestampOid) return toIsoTime;
    if (format !== "binary" && oid === bigintOid) return toExactNumber;
    if (format !== "binary" && (oid === dateOid || oid === plainTimestampOid)) return asItIs;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};
