import * as z from "zod";
import { Settings } from "../../server/app/config.ts";

const shownDefault = (schema: z.ZodType): string => {
  const value: unknown = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "" : `\`${value}\``;
};

function row([name, schema]: readonly [string, z.ZodType]): string {
  if (schema.description === undefined)
    throw new TypeError(`${name}: say what it means, by .meta({ description }) last in its schema`);
  return `| \`${name}\` | ${shownDefault(schema)} | ${schema.description} |\n`;
}

/** Writes the reference of all settings as a page. @throws {TypeError} for a setting that says nothing of itself. */
export function printConfiguration(): string {
  return `# Settings

Environment variables on Node and Deno, \`vars\` and secrets of \`wrangler.toml\` on Workers, under the same names. They are read
once, at start, and every fault is told in one message. What is set to nothing counts as not set.

<!-- Generated from server/app/config.ts by \`npm run generate\`. -->

| name | default | meaning |
| --- | --- | --- |
${Object.entries(Settings.shape).map(row).join("")}`;
}
