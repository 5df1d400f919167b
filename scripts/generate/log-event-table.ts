const begin = "<!-- log events: written by `npm run generate` -->";
const end = "<!-- /log events -->";

/** The text of docs/OPERATIONS.md with the current table of log events. */
export function withLogEvents(page: string, events: Readonly<Record<string, string>>): string {
  const [before = "", rest] = page.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (after === undefined)
    throw new Error(`docs/OPERATIONS.md lacks "${begin}" and "${end}" around its table of log events`);
  const rows = Object.entries(events).map(([event, meaning]) => `| \`${event}\` | ${meaning} |`);
  return `${before}${begin}\n${["| `event` | means |", "| --- | --- |", ...rows].join("\n")}\n${end}${after}`;
}
