import { linters, tools } from "./foreign-generators.ts";
import { prism } from "./prism.ts";
import type { TrialResult } from "./try-tool.ts";

const begin = "<!-- What follows is written by npm run check:clients. -->";
const end = "<!-- Written until here. -->";

const versions = (packages: readonly string[]) => packages.slice(0, 1).map((name) => `\`${name}\``);

const resultText = (result: TrialResult | undefined, done: string) =>
  result === undefined ? "not tried" : result.failure === undefined ? done : "fails";

/** Replaces the results in the page. @throws {Error} if the page lacks the markers. */
export function withTable(page: string, all: readonly TrialResult[], calls: number): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`docs/CLIENTS.md has no place for the table: ${begin} … ${end}`);
  const of = (name: string) => all.find((result) => result.name === name);
  const rows = [
    ...tools.map(({ name, packages, makes, note }) => [
      ...versions(packages),
      note === undefined ? makes : `${makes}; ${note}`,
      resultText(of(name), "generates, compiles under `strict`, runs its story"),
    ]),
    ...linters.map(({ name, packages }) => [
      ...versions(packages),
      `${name}'s recommended rules`,
      resultText(of(name), "0 errors, 0 warnings"),
    ]),
    [
      ...versions(prism.packages),
      "a proxy that validates what passes",
      resultText(
        of(prism.name),
        `${calls} calls of all operations but subscriptions, good and bad: every answer is as the document says`,
      ),
    ],
  ];
  const table = [
    "| program | what it makes or does | result |",
    "| --- | --- | --- |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ];
  return `${page.slice(0, from)}${begin}\n${table.join("\n")}\n${page.slice(to)}`;
}
