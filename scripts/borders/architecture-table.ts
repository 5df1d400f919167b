import type { Room } from "./room.ts";
import { rooms } from "./rooms.ts";

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

function allowedOf({ imports, packages, hasSql }: Room): string {
  if (imports === "anything") return "anything";
  const own = [...imports, ...(packages ?? []), ...(hasSql === true ? ["kysely"] : [])];
  return own.length === 0 ? "nothing" : codes(own);
}

const nameOf = ({ path, files }: Room) =>
  `\`${files === undefined ? path : files.map((file) => `${path}*/*${file}`).join("`, `")}\``;

const tableOf = (title: string, cellOf: (room: Room) => string) =>
  [`| room | ${title} |`, "| --- | --- |", ...rooms.map((room) => `| ${nameOf(room)} | ${cellOf(room)} |`)].join("\n");

const sections = {
  rooms: () => tableOf("holds", ({ holds }) => holds),
  borders: () => tableOf("may import", allowedOf),
};

/** The text of ARCHITECTURE.md with the current tables of rooms and of their borders. */
export function withRoomsTable(text: string): string {
  let written = text;
  for (const [name, table] of Object.entries(sections)) {
    const begin = `<!-- ${name}: written by \`npm run borders -- --write\` -->`;
    const end = `<!-- /${name} -->`;
    const [before = "", rest] = written.split(begin);
    if (rest !== undefined) written = `${before}${begin}\n${table()}\n${end}${rest.split(end)[1] ?? ""}`;
  }
  return written;
}
