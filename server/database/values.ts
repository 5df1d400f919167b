import pg from "pg";

const timestampOid = 1184;
const bigintOid = 20;

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

/** What the server's text becomes: times ISO text, 64-bit numbers numbers. */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && oid === timestampOid) return toIsoTime;
    if (format !== "binary" && oid === bigintOid) return Number;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};
