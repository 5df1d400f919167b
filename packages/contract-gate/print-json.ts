const maxColumns = 120;

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(byKey);

/** On one line. */
function flat(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flat).join(", ")}]`;
  const fields = entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}: ${flat(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/**
 * Prints a value as JSON with minimal diffs: sorted keys, and short values on one line.
 * @param indent indentation of the line. @param used width already used on the line.
 */
export function printJson(value: unknown, indent = "", used = 0): string {
  const line = flat(value);
  if (typeof value !== "object" || value === null || (indent !== "" && used + line.length < maxColumns)) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${printJson(item, inner, inner.length)}`);
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  const fields = entriesOf(value).map(([key, item]) => {
    const head = `${inner}${JSON.stringify(key)}: `;
    return head + printJson(item, inner, head.length);
  });
  return `{\n${fields.join(",\n")}\n${indent}}`;
}
