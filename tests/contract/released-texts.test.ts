import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { proceduresOf, standardErrors } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";

test("no test of a released client depends on the sentence of an error, which may change", () => {
  const declared = [
    ...proceduresOf(api).flatMap(({ procedure }) => Object.values(procedure.errors)),
    ...Object.values(standardErrors),
  ];
  const texts = new Set(
    declared.flatMap(({ message, detail }) => [message, detail]).concat("can't be blank", "is invalid"),
  );
  const folder = new URL("../released/client/", import.meta.url);
  // A one-word text may also be an error code.
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.ts"))) {
    const source = readFileSync(new URL(file, folder), "utf8");
    expect([...texts].filter((text) => text.includes(" ") && source.includes(JSON.stringify(text)))).toEqual([]);
  }
});
