import * as z from "zod";
import { type Procedure, parameterEncodingOf, type Rest, readNumber } from "../../../shared/contract/index.ts";
import { percentDecoded } from "../../http/query-string.ts";
import { declaredError, standardError } from "../../procedures/index.ts";

/** The `ETag` of a version, percent-encoded to visible ASCII without quotes (RFC 9110, section 8.8.3). */
export const tagOfVersion = (version: unknown): string => `"${encodeURIComponent(String(version))}"`;

const strongTag = /^"([\x21\x23-\x7e]*)"$/;

/** Reads `If-None-Match: *` into its field. @throws {ApiError} 400 for a tag: a write names no version that it must not meet. */
export function readCreateOnly(
  { ifNoneMatch }: Rest,
  fields: Record<string, unknown>,
  header: (name: string) => string | undefined,
): void {
  const sent = ifNoneMatch === undefined ? undefined : header("if-none-match")?.trim();
  if (ifNoneMatch === undefined || sent === undefined) return;
  if (sent !== "*") throw standardError("malformed", { detail: "Send If-None-Match: * to write something new only." });
  fields[ifNoneMatch] = true;
}

/**
 * Creates the function that reads `If-Match` into the version field of a write.
 * @returns a function that throws 428 where the field is required and the header is missing, the contract's own 412 for
 * a tag that is not a valid version, and 400 for several tags, since a resource has one version.
 */
export function createConditionReader({ input, errors }: Procedure, { ifMatch }: Rest) {
  const schema = ifMatch === undefined ? undefined : input.shape[ifMatch];
  if (ifMatch === undefined || schema === undefined) return () => {};
  const encoding = parameterEncodingOf(schema);
  const isNumber = encoding?.kind === "scalar" && encoding.of.has("number");
  const [codeOfChange = ""] = Object.entries(errors).find(([, { status }]) => status === 412) ?? [];
  return (fields: Record<string, unknown>, header: (name: string) => string | undefined): void => {
    const sent = header("if-match")?.trim();
    // `*` asks only that the resource exists: a write to a missing one fails anyway.
    if (sent === undefined || sent === "*") {
      if (schema._zod.optin === undefined) throw standardError("condition_required");
      delete fields[ifMatch];
      return;
    }
    if (sent.includes(",")) throw standardError("malformed", { detail: "Send one ETag as If-Match." });
    const tag = strongTag.exec(sent)?.[1];
    // A weak tag, or text without quotes, is never the current version, not even of one that may be any text.
    if (tag === undefined) throw declaredError(errors, codeOfChange);
    const text = percentDecoded(tag);
    const version = (isNumber ? readNumber(text) : undefined) ?? text;
    if (!z.safeParse(schema, version).success) throw declaredError(errors, codeOfChange);
    fields[ifMatch] = version;
  };
}
