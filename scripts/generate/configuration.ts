import * as z from "zod";
import { Settings } from "../../server/app/settings.ts";

const shownDefault = (schema: z.ZodType): string => {
  const value: unknown = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "" : `\`${value}\``;
};

function row([name, schema]: readonly [string, z.ZodType]): string {
  if (schema.description === undefined)
    throw new TypeError(`${name}: say what it means, by .meta({ description }) last in its schema`);
  return `| \`${name}\` | ${shownDefault(schema)} | ${schema.description} |\n`;
}

/** Generates the reference page of all settings. @throws {TypeError} for a setting without a description. */
export function printConfiguration(): string {
  return `# Settings

Environment variables on Node and Deno, \`vars\` and secrets of \`wrangler.toml\` on Workers, under the same names. They are read
once, at start, and one message reports every error. An empty value counts as not set.

Where others can reach the server (\`HOST\` or \`PUBLIC_URL\` is not this machine's, or a proxy is trusted), keys that are not random
and a \`PUBLIC_URL\` with credentials are errors as well, and the demo account of the embedded database gets no password. Valid but
probably unintended settings are logged at start as \`config.setting_doubtful\`, with \`setting\`, \`problem\` and \`advice\`: a misspelled
name (\`TRUSTED_PROXY\`), \`http://\` in public, \`LIMITS=off\` or \`SERVER_TIMING=on\` in public, HTTPS without a trusted proxy, and
the like. Variables of other programs are ignored.

<!-- Generated from server/app/settings.ts by \`npm run generate\`. -->

| name | default | meaning |
| --- | --- | --- |
${Object.entries(Settings.shape).map(row).join("")}`;
}
