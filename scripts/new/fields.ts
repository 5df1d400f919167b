import { Refusal, snake } from "../change/feature-names.ts";

/** A field, parsed from the command line. */
export interface Field {
  /** `dueAt`. */
  readonly name: string;
  /** `due_at`. */
  readonly column: string;
  readonly isOptional: boolean;
  readonly kind: Kind;
}

/** A kind of field: its schema, column and examples. */
export interface Kind {
  /** Source of the zod schema. */
  readonly zod: string;
  /** Source of the output schema: without bounds, so that they can be widened without breaking clients. */
  readonly shown: string;
  /** Column type. */
  readonly sql: string;
  /** Check constraint of the column. */
  readonly check?: (column: string) => string;
  readonly type: string;
  /** The column's type in the source, where rows are not read and written as `type`. */
  readonly columnType?: string;
  /** The source that writes a value, where it is more than the value. */
  readonly written?: (value: string) => string;
  /** Whether the column is selected as text; it still sorts and compares as its own type. */
  readonly isReadAsText?: true;
  /** Whether null is one of its values anyway. */
  readonly holdsNull?: true;
  readonly samples: readonly [unknown, unknown];
  /** Invalid values. */
  readonly wrong: unknown;
  /** Imported from shared/fields.ts. */
  readonly uses?: string;
}

const visible = (column: string) => `${column} <> ''`;

const kinds: Readonly<Record<string, Kind>> = {
  text: {
    zod: "requiredText(200)",
    shown: "z.string()",
    sql: "text",
    check: visible,
    type: "string",
    samples: ["How joints hold", "Glue is cheating"],
    wrong: " ",
    uses: "requiredText",
  },
  longtext: {
    zod: "requiredText(20_000)",
    shown: "z.string()",
    sql: "text",
    check: visible,
    type: "string",
    samples: ["Pins before tails.", "Tails before pins."],
    wrong: "",
    uses: "requiredText",
  },
  url: {
    zod: "z.url().max(2048).regex(/^https?:\\/\\//)",
    shown: "z.string()",
    sql: "text",
    check: visible,
    type: "string",
    samples: ["https://example.com/joints", "https://example.com/glue"],
    wrong: "javascript:alert(1)",
  },
  email: {
    zod: "z.email().max(254)",
    shown: "z.string()",
    sql: "text",
    check: visible,
    type: "string",
    samples: ["ada@example.com", "grace@example.com"],
    wrong: "nowhere",
  },
  int: {
    zod: "z.int().min(-2_147_483_648).max(2_147_483_647)",
    shown: "z.int()",
    sql: "integer",
    type: "number",
    samples: [7, 12],
    wrong: 1.5,
  },
  bool: {
    zod: "z.boolean()",
    shown: "z.boolean()",
    sql: "boolean",
    type: "boolean",
    samples: [true, false],
    wrong: "yes",
  },
  moment: {
    // A year within PostgreSQL's range.
    zod: "z.iso.datetime().regex(/^[12]\\d{3}-/)",
    shown: "z.iso.datetime()",
    sql: "timestamptz(3)",
    type: "string",
    samples: ["2026-11-05T09:30:00.000Z", "2027-02-03T10:00:00.000Z"],
    wrong: "yesterday",
  },
  date: {
    zod: "Day",
    shown: "z.iso.date()",
    sql: "date",
    type: "string",
    // Clocks change in New York on the first one; the second exists only in leap years.
    samples: ["2026-03-08", "2028-02-29"],
    wrong: "2026-02-30",
    uses: "Day",
  },
  decimal: {
    zod: "Decimal",
    shown: "z.string()",
    sql: "numeric",
    type: "string",
    samples: ["12345678901234567890.10", "-0.05"],
    wrong: 1.5,
    uses: "Decimal",
  },
  bigint: {
    zod: "Int64",
    shown: "z.string()",
    sql: "bigint",
    type: "string",
    columnType: "ColumnType<number, string, string>",
    isReadAsText: true,
    samples: ["9007199254740993", "-9223372036854775808"],
    wrong: "9223372036854775808",
    uses: "Int64",
  },
  json: {
    zod: "z.unknown()",
    shown: "z.unknown()",
    sql: "jsonb",
    type: "unknown",
    columnType: "ColumnType<unknown, string, string>",
    // pg would write a list as an array of PostgreSQL, and a text as if it were JSON already.
    written: (value) => `JSON.stringify(${value})`,
    holdsNull: true,
    samples: [["pins", 2.5, true, null], { lead: "pins", sizes: [1, 2.5], note: null }],
    wrong: { "pins\0": 1 },
  },
};

/** Kinds of fields, for messages. */
export const kindNames = [...Object.keys(kinds), "enum(a|b)"].join(", ");

const choices = (text: string): readonly string[] | undefined => {
  const [, inner] = /^enum\(([a-z][a-z0-9_]*(?:\|[a-z][a-z0-9_]*)+)\)$/.exec(text) ?? [];
  const names = inner?.split("|");
  return names === undefined || new Set(names).size !== names.length ? undefined : names;
};

function kindOf(text: string): Kind | undefined {
  if (Object.hasOwn(kinds, text)) return kinds[text];
  const names = choices(text);
  const [first, second] = names ?? [];
  if (names === undefined || first === undefined || second === undefined) return undefined;
  return {
    zod: `z.enum(${JSON.stringify(names)})`,
    shown: `z.enum(${JSON.stringify(names)})`,
    sql: "text",
    check: (column) => `${column} in (${names.map((name) => `'${name}'`).join(", ")})`,
    type: names.map((name) => `"${name}"`).join(" | "),
    samples: [first, second],
    wrong: "nothing",
  };
}

// Fields of every thing, and parameters of lists and URLs.
const ownNames = ["id", "createdAt", "updatedAt", "accountId", "limit", "cursor", "viewer", "input"];
const maxFields = 20;
const maxLength = 40;

function parseField(text: string, taken: readonly string[]): Field {
  const [, name = "", kindText = "", mark] = /^([^:]*):(.*?)(\?)?$/s.exec(text) ?? [];
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || name.length > maxLength || name in Object.prototype)
    throw new Refusal(`"${text}" is not a field: write a name and a kind, as in "title:text" or "note:longtext?".`);
  if (taken.includes(name)) throw new Refusal(`"${name}" is taken: every record or call has it already.`);
  const kind = kindOf(kindText);
  if (kind === undefined) throw new Refusal(`"${kindText}" is not a kind of field; there are ${kindNames}.`);
  return { name, column: snake(name), isOptional: mark === "?", kind };
}

/** @throws {Refusal} for invalid fields, and for those whose names are taken. */
export function parseFields(texts: readonly string[], taken: readonly string[] = ownNames): readonly Field[] {
  const fields = texts.map((text) => parseField(text, taken));
  if (fields.length === 0) throw new Refusal('A thing has at least one field, as in "title:text".');
  if (fields.length > maxFields) throw new Refusal(`A record has at most ${maxFields} fields.`);
  const twice = fields.find(({ column }, at) => fields.findIndex((other) => other.column === column) < at);
  if (twice !== undefined) throw new Refusal(`"${twice.name}" is named twice.`);
  return fields;
}

/** The name of a field in a row. One read as text has a name that no column can have: sorted by `views`, rows sort by the column. */
export const readNameOf = ({ name, column, kind }: Field): string => (kind.isReadAsText ? `${name}Text` : column);

/** The mark of a nullable field; nothing where null is one of its values anyway. */
export const nullMark = ({ isOptional, kind }: Field, mark: string): string =>
  isOptional && kind.holdsNull !== true ? mark : "";

/** Values for a test or an example, as source. */
export const sampleOf = (fields: readonly Field[], at: 0 | 1): string =>
  `{ ${fields.map(({ name, kind }) => `${name}: ${JSON.stringify(kind.samples[at])}`).join(", ")} }`;
