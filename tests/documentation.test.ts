import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { logEvents } from "../server/providers/log-events.ts";

const pages = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && path !== "CHANGELOG.md");

/** Source file paths between backticks; paths with a placeholder are patterns. */
const namedIn = (text: string) =>
  [...text.matchAll(/`([\w@./-]+\/[\w.-]+\.(?:ts|sql|js|css|toml|json))`/g)]
    .map((match) => match[1] ?? "")
    .filter((path) => !/^[./@]|bookmarks|node_modules/.test(path));

/** Base folders of paths: the root, `server/`, or the page's folder. */
const exists = (path: string, page: string) =>
  ["", "server", posix.dirname(page)].some((base) => existsSync(posix.join(base, path)));

test.each(pages)("every source file that %s names is there", (page) => {
  const missing = namedIn(readFileSync(page, "utf8")).filter((path) => !exists(path, page));
  expect(missing).toEqual([]);
});

const maxHeadingLength = 90;

/** Headings outside code blocks. */
const headingsIn = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, "").match(/^#{1,6} .*$/gm) ?? [];

test.each(pages)("no heading of %s runs into its paragraph", (page) => {
  const headings = headingsIn(readFileSync(page, "utf8"));
  expect(headings.filter(({ length }) => length > maxHeadingLength)).toEqual([]);
});

/** Targets of links within the repository, without anchors. */
const linksIn = (text: string) =>
  [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");

test.each(pages)("every link of %s leads somewhere", (page) => {
  const missing = linksIn(readFileSync(page, "utf8")).filter(
    (link) => !existsSync(posix.join(posix.dirname(page), link)),
  );
  expect(missing).toEqual([]);
});

test("events of the log have stable dotted names", () => {
  expect(Object.keys(logEvents).filter((event) => !/^[a-z]+\.[a-z_]+$/.test(event))).toEqual([]);
});

test("every decision has a number of its own", () => {
  const numbers = pages.flatMap((path) => /^docs\/adr\/(\d{4})-/.exec(path)?.[1] ?? []);
  expect(numbers).toEqual([...new Set(numbers)]);
});
