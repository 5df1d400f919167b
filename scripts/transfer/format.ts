import * as z from "zod";

// A file of lines: the head, then for each table a line that names it and one for each row, and the tail.

const format = "dovetail-database-1";

export const head = z.object({ format: z.literal(format), migrations: z.array(z.string()) });
export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
export const tail = z.object({
  rows: z.number(),
  sequences: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
});

/** Any line but a row's, which is a list. */
export const controlLine = z.union([head, tableLine, tail]);

export const headOf = (migrations: readonly string[]) => ({ format, migrations });
