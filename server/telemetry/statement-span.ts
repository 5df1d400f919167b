import type { SpanStart } from "./span.ts";

/** Bounds the cache: a list of values in a statement makes another text for each length. */
const maxCachedSpans = 1000;

const spanByText = new Map<string, SpanStart>();

/** A write and its table; of a statement with common table expressions, the first write. */
const writePattern = /\b(insert into|update|delete from)\s+"?(\w+)"?/i;
const readPattern = /\bfrom\s+(?:only\s+)?"?(\w+)"?/i;

function operationOf(text: string): readonly [operation: string, table: string | undefined] {
  const first = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "SQL";
  if (first === "SELECT") return [first, readPattern.exec(text)?.[1]];
  const [, writeWords, table] = writePattern.exec(text) ?? [];
  if (writeWords !== undefined) return [writeWords.split(" ")[0]?.toUpperCase() ?? first, table];
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

/** The start of a SQL statement's span, computed once per text. */
export function statementSpan(text: string): SpanStart {
  const cached = spanByText.get(text);
  if (cached !== undefined) return cached;
  if (spanByText.size === maxCachedSpans) spanByText.clear();
  const start = describe(text);
  spanByText.set(text, start);
  return start;
}
