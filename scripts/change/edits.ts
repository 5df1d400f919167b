import { Refusal } from "./feature-names.ts";

// Edits source text at positions found by their content, independent of the surrounding text.

/** The closing bracket of each opening one. */
const closing: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/** End of a string, template or comment that begins at `at`; `at` itself if none does. */
function skipStringOrComment(source: string, at: number): number {
  if (source.startsWith("//", at)) return source.indexOf("\n", at);
  if (source.startsWith("/*", at)) return source.indexOf("*/", at) + 2;
  const quote = source[at] ?? "";
  if (!['"', "'", "`"].includes(quote)) return at;
  let end = at + 1;
  while (end < source.length && source[end] !== quote) end += source[end] === "\\" ? 2 : 1;
  return end + 1;
}

/** Position of the bracket that closes the one at `open`. */
function closeOf(source: string, open: number, file: string): number {
  const expected: string[] = [];
  for (let at = open; at < source.length; at++) {
    const after = skipStringOrComment(source, at);
    if (after > at) {
      at = after - 1;
      continue;
    }
    const character = source[at] ?? "";
    if (character in closing) expected.push(closing[character] ?? "");
    else if (character === expected.at(-1)) expected.pop();
    if (expected.length === 0) return at;
  }
  throw new Refusal(`${file}: a bracket is not closed.`);
}

/** Range from the bracket at the end of `opener` to its closing bracket. @throws {Refusal} unless `opener` occurs exactly once. */
export function bodyOf(source: string, opener: string, file: string): { readonly start: number; readonly end: number } {
  const found = source.indexOf(opener);
  if (found === -1 || source.indexOf(opener, found + 1) !== -1)
    throw new Refusal(`${file}: expected "${opener}" once, to insert after it; restore it and try again.`);
  const open = found + opener.length - 1;
  return { start: open + 1, end: closeOf(source, open, file) };
}

/** Adds an element to the list, object or call that begins with `opener`. */
export function appendElement(source: string, opener: string, element: string, file: string): string {
  const { start, end } = bodyOf(source, opener, file);
  const inner = source.slice(start, end).trimEnd();
  const comma = inner === "" || /[,;]$/.test(inner) ? "" : ",";
  return `${source.slice(0, start)}${inner}${comma}\n${element}\n${source.slice(end)}`;
}

/** Adds an import statement after the existing ones; the formatter sorts them. */
export function addImport(source: string, line: string): string {
  const last = [...source.matchAll(/^import [\s\S]*?;$/gm)].at(-1);
  const at = last === undefined ? 0 : last.index + last[0].length + 1;
  return `${source.slice(0, at)}${line}\n${source.slice(at)}`;
}

/** Adds names to an import of the module, or adds a new import. */
export function importNames(source: string, names: readonly string[], module: string): string {
  const pattern = new RegExp(`^import \\{([^}]*)\\} from "${module.replaceAll(".", "\\.")}";$`, "m");
  const [whole, inside] = pattern.exec(source) ?? [];
  if (whole === undefined) return addImport(source, `import { ${names.join(", ")} } from "${module}";`);
  const known = (inside ?? "").split(",").flatMap((name) => name.trim() || []);
  const all = [...new Set([...known, ...names])];
  return source.replace(whole, `import { ${all.join(", ")} } from "${module}";`);
}

/** Splits a list, object or call into its elements, respecting nested brackets and strings. */
function elementsOf(body: string, file: string): readonly string[] {
  const elements: string[] = [];
  let start = 0;
  for (let at = 0; at < body.length; at++) {
    const after = skipStringOrComment(body, at);
    if (after > at) at = after - 1;
    else if ((body[at] ?? "") in closing) at = closeOf(body, at, file);
    else if (body[at] === ",") {
      elements.push(body.slice(start, at));
      start = at + 1;
    }
  }
  return [...elements, body.slice(start)];
}

/** Removes matching elements, if any, from the list, object or call that begins with `opener`. */
export function removeMatchingElements(
  source: string,
  opener: string,
  isMatch: (element: string) => boolean,
  file: string,
): string {
  const { start, end } = bodyOf(source, opener, file);
  const left = elementsOf(source.slice(start, end), file).filter((text) => !isMatch(text.trim()));
  return source.slice(0, start) + left.join(",") + source.slice(end);
}

/** Removes an element from the list, object or call that begins with `opener`. @throws {Refusal} if it is missing. */
export function removeElement(source: string, opener: string, element: string, file: string): string {
  const left = removeMatchingElements(source, opener, (text) => text === element, file);
  if (left === source) throw new Refusal(`${file}: "${element}" is not where it was put.`);
  return left;
}

/** Removes imports of modules with matching paths. */
export function removeImports(source: string, isRemoved: (module: string) => boolean): string {
  return source.replace(/^import [^;]*? from "([^"]*)";\n/gm, (line, module: string) =>
    isRemoved(module) ? "" : line,
  );
}
