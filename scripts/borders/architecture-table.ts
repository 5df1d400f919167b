import { type Room, rooms } from "./rooms.ts";

const begin = "<!-- rooms: written by `npm run borders -- --write` -->";
const end = "<!-- /rooms -->";

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

function allowedOf({ imports, packages, hasSql }: Room): string {
  if (imports === "anything") return "anything";
  const own = [...imports, ...(packages ?? []), ...(hasSql === true ? ["kysely"] : [])];
  return own.length === 0 ? "nothing" : codes(own);
}

const rowOf = (room: Room) => {
  const name = room.files === undefined ? room.path : room.files.map((file) => `${room.path}*/*${file}`).join("`, `");
  return `| \`${name}\` | ${room.holds} | ${allowedOf(room)} |`;
};

/** The text of ARCHITECTURE.md with the current table of rooms. */
export function withRoomsTable(text: string): string {
  const [before = "", rest = ""] = text.split(begin);
  const after = rest.split(end)[1] ?? "";
  const table = ["| room | holds | may import |", "| --- | --- | --- |", ...rooms.map(rowOf)].join("\n");
  return `${before}${begin}\n${table}\n${end}${after}`;
}
