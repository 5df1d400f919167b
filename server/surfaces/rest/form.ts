import { Buffer } from "node:buffer";
import { mediaType, textOf } from "../../http/body.ts";
import { formDecoded } from "../../http/query-string.ts";
import { standardError } from "../../procedures/index.ts";

/** The values of each form field, in order; a file is its bytes in base64. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

const maxParts = 1000;

const malformed = (detail: string) => standardError("malformed", { detail });

function grouped(pairs: readonly (readonly [name: string, value: string])[]): FormFields {
  if (pairs.length > maxParts) throw malformed(`A form holds at most ${maxParts} fields.`);
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), value]);
  return fields;
}

function readUrlencoded(text: string): FormFields {
  const pairs = text.split("&").filter((pair) => pair !== "");
  return grouped(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      const end = equals === -1 ? pair.length : equals;
      return [formDecoded(pair.slice(0, end)), formDecoded(pair.slice(end + 1))];
    }),
  );
}

const replacement = "\u{fffd}";
const replacementBytes = "\xef\xbf\xbd";
const countOf = (text: string, part: string) => text.split(part).length - 1;

/**
 * Detects invalid UTF-8: the platform's parser replaces it by U+FFFD, so the result must contain no more U+FFFD than
 * the body.
 */
function checkTexts(bytes: Uint8Array, texts: readonly string[]): void {
  const read = texts.reduce((sum, text) => sum + countOf(text, replacement), 0);
  if (read > 0 && read > countOf(Buffer.from(bytes).toString("latin1"), replacementBytes))
    throw malformed("The body is not valid UTF-8.");
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormFields> {
  const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData().catch(() => {
    throw malformed("The body is not a multipart form.");
  });
  const entries = [...form];
  if (entries.length > maxParts) throw malformed(`A form holds at most ${maxParts} fields.`);
  const pairs: [string, string][] = [];
  for (const [name, value] of entries)
    pairs.push([name, typeof value === "string" ? value : Buffer.from(await value.arrayBuffer()).toString("base64")]);
  checkTexts(
    bytes,
    entries.flatMap(([name, value]) => (typeof value === "string" ? [name, value] : [name])),
  );
  return grouped(pairs);
}

/** True for form media types. */
export const isForm = (contentType: string | undefined): boolean =>
  ["application/x-www-form-urlencoded", "multipart/form-data"].includes(mediaType(contentType) ?? "");

/**
 * Parses a form, urlencoded or multipart.
 * @throws {ApiError} 400 when it is malformed, contains invalid UTF-8 outside its files, or has too many fields.
 */
export async function readForm(bytes: Uint8Array, contentType: string): Promise<FormFields> {
  return mediaType(contentType) === "multipart/form-data"
    ? readMultipart(new Uint8Array(bytes), contentType)
    : readUrlencoded(textOf(bytes));
}
