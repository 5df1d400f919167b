import type { SpanStart } from "./span.ts";

/** Texts are a bounded set; lists of values could multiply them. */
const maxRemembered = 1000;

const remembered = new Map<string, SpanStart>();

/** The operation and its table; of a statement with common table expressions, the first that writes. */
const operationPattern = /\b(insert into|update|delete from)\s+"?(\w+)"?/i;
const readPattern = /\bfrom\s+(?:only\s+)?"?(\w+)"?/i;

function operationOf(text: string): readonly [operation: string, table: string | undefined] {
  const first = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "SQL";
  if (first === "SELECT") return [first, readPattern.exec(text)?.[1]];
  const [, written, table] = operationPattern.exec(text) ?? [];
  if (written !== undefined) return [written.split(" ")[0]?.toUpperCase() ?? first, table];
  return first === "WITH" ? ["SELECT", readPattern.exec(text)?.[1]] : [first, undefined];
}

/** Describes a statement by OpenTelemetry's conventions for databases. The text has placeholders instead of values. */
function describe(text: string): SpanStart {
  const [operation, table] = operationOf(text);
  const summary = table === undefined ? operation : `${operation} ${table}`;
  return {
    name: summary,
    kind: "client",
    attributes: {
      "db.system.name": "postgresql",
      "db.operation.name": operation,
      "db.query.text": text,
      "db.query.summary": summary,
      ...(table !== undefined && { "db.collection.name": table }),
    },
  };
}

/** The span of a SQL statement, computed once for a text. */
export function statementSpan(text: string): SpanStart {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size === maxRemembered) remembered.clear();
  const start = describe(text);
  remembered.set(text, start);
  return start;
}
