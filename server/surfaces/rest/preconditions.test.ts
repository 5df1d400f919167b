import { expect, test } from "vitest";
import * as z from "zod";
import { changed, mutation } from "../../../shared/contract/index.ts";
import { createConditionReader } from "./preconditions.ts";

const put = mutation({
  summary: "s",
  access: "public",
  input: z.object({ revision: z.string().optional() }),
  output: z.null(),
  errors: { changed: changed("thing") },
  rest: { route: "PUT /thing", ifMatch: "revision" },
});
const read = createConditionReader(put, { route: "PUT /thing", ifMatch: "revision" });

/** The revision that a handler gets for an `If-Match`. */
function revisionOf(ifMatch: string): unknown {
  const fields: Record<string, unknown> = {};
  read(fields, () => ifMatch);
  return fields.revision;
}

test.for(['W/"a"', "a", '"a', ""])("If-Match: %j is no revision, although any text may be one", (ifMatch) => {
  expect(() => revisionOf(ifMatch)).toThrow(expect.objectContaining({ code: "changed", status: 412 }));
});

test("If-Match reaches the handler as its ETag says", () => {
  expect(revisionOf('"a%20b"')).toBe("a b");
  expect(revisionOf('""')).toBe("");
  expect(revisionOf("*")).toBeUndefined();
});
