import * as z from "zod";
import { addressFormOf, numberText, type Procedure, type Rest } from "../../../shared/contract/index.ts";
import { percentDecoded } from "../../http/query-string.ts";
import { declaredError, standardError } from "../../procedures/index.ts";

/** The `ETag` of a version: what text can tell, in visible ASCII and without quotes (RFC 9110, 8.8.3). */
export const tagOfVersion = (version: unknown): string => `"${encodeURIComponent(String(version))}"`;

const strongTag = /^"([\x21\x23-\x7e]*)"$/;

/**
 * Builds the reader of `If-Match` into the field of the version that a write is about.
 * @returns a function that throws 428 where the field is required and the header is not there, the contract's own 412
 * for a tag that no version has, and 400 for several tags, of which a version can be only one.
 */
export function createConditionReader({ input, errors }: Procedure, { ifMatch }: Rest) {
  const schema = ifMatch === undefined ? undefined : input.shape[ifMatch];
  if (ifMatch === undefined || schema === undefined) return () => {};
  const form = addressFormOf(schema);
  const isNumber = form?.kind === "scalar" && form.of.has("number");
  const [codeOfChange = ""] = Object.entries(errors).find(([, { status }]) => status === 412) ?? [];
  return (fields: Record<string, unknown>, header: (name: string) => string | undefined): void => {
    const sent = header("if-match")?.trim();
    // `*` asks only that there is something: a write to nothing fails anyway.
    if (sent === undefined || sent === "*") {
      if (schema._zod.optin === undefined) throw standardError("condition_required");
      delete fields[ifMatch];
      return;
    }
    if (sent.includes(",")) throw standardError("malformed", { detail: "Send one ETag as If-Match." });
    const text = percentDecoded(strongTag.exec(sent)?.[1] ?? "");
    const version = isNumber && numberText.test(text) ? Number(text) : text;
    if (!z.safeParse(schema, version).success) throw declaredError(errors, codeOfChange);
    fields[ifMatch] = version;
  };
}
