import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drawChart } from "./chart.ts";
import type { Section, Table } from "./section.ts";
import { machine, runtimeVersions } from "./versions.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const documentPath = at("../docs/PERFORMANCE.md");
const chartPath = at("../docs/performance.svg");
const reportsDir = at("./reports");

/** A table for a terminal. */
export function printedTable({ caption, columns, rows }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join("  ");
  return [caption, line(columns), ...rows.map(line)].join("\n");
}

const markdownRow = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

const markdownTable = ({ caption, columns, rows }: Table) =>
  [
    `**${caption}**\n`,
    markdownRow(columns),
    markdownRow(columns.map((_, index) => (index === 0 ? "---" : "---:"))),
    ...rows.map(markdownRow),
  ].join("\n");

function markdown(section: Section, command: string): string {
  const date = new Date().toISOString().slice(0, 10);
  return [
    `## ${section.title}`,
    `${date}, ${machine()}; ${runtimeVersions()}. \`${command}\``,
    ...section.paragraphs,
    ...(section.chart === undefined ? [] : [`![${section.chart.title}](performance.svg)`]),
    ...section.tables.map(markdownTable),
  ].join("\n\n");
}

const introduction = `# Performance

What stands between the markers is written by \`npm run bench -- --write\`; the rest is by hand.
`;

/** Replaces the text between a part's markers, or appends it with markers; text outside stays unchanged. */
export function replaceBetweenMarkers(document: string, name: string, text: string): string {
  const begin = `<!-- bench:${name} -->`;
  const end = `<!-- /bench:${name} -->`;
  const block = `${begin}\n\n${text}\n\n${end}`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to === -1) return `${document.trimEnd()}\n\n${block}\n`;
  return document.slice(0, from) + block + document.slice(to + end.length);
}

/** Saves the results of a part: its section of the document, its chart, its files. */
export function writeSection(section: Section, command: string): void {
  const document = existsSync(documentPath) ? readFileSync(documentPath, "utf8") : introduction;
  writeFileSync(documentPath, replaceBetweenMarkers(document, section.name, markdown(section, command)));
  if (section.chart !== undefined) writeFileSync(chartPath, drawChart(section.chart));
  mkdirSync(reportsDir, { recursive: true });
  for (const [name, text] of Object.entries(section.files ?? {})) writeFileSync(`${reportsDir}/${name}`, text);
}
