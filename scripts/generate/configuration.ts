import * as z from "zod";
import { Settings } from "../../server/app/environment.ts";
import { settingDescriptions } from "../../server/app/setting-descriptions.ts";

const schemas = new Map<string, z.ZodType>(Object.entries(Settings.shape));

const shownDefault = (schema: z.ZodType | undefined): string => {
  const value: unknown = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "" : `\`${value}\``;
};

/** The text of a cell: a bar would end it, also within code. */
const cell = (text: string) => text.replaceAll("|", "\\|");

const row = ([name, description]: readonly [string, string]): string =>
  `| \`${name}\` | ${cell(shownDefault(schemas.get(name)))} | ${cell(description)} |\n`;

/** Generates the reference page of all settings. */
export function printConfiguration(): string {
  return `# Settings

Environment variables on Node and Deno, \`vars\` and secrets of \`wrangler.toml\` on Workers, under the same names. They are read
once, at start, and one message reports all errors. An empty value counts as not set. Quotes and white space around a value, as in
files written for a shell or on Windows, are not removed: the message says so where they make the value invalid.

On a server that others can reach (\`HOST\` or \`PUBLIC_URL\` is not local, or a proxy is trusted), keys that are not random
and a \`PUBLIC_URL\` with credentials are errors as well, and the demo account of the embedded database gets no password. Valid but
probably unintended settings are logged at start as \`config.setting_doubtful\`, with \`setting\`, \`problem\` and \`advice\`: a misspelled
name (\`TRUSTED_PROXY\`), \`http://\` in public, \`LIMITS=off\` or \`SERVER_TIMING=on\` in public, HTTPS without a trusted proxy, and
the like. Variables that belong to other programs are ignored.

<!-- Generated from server/app/setting-descriptions.ts by \`npm run generate\`. -->

| name | default | meaning |
| --- | --- | --- |
${Object.entries(settingDescriptions).map(row).join("")}`;
}
