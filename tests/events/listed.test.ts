import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const declaration = /^export (?:const|function) (\w+)(?: =)?[^;]*?\): ReaderDefinition(?: =>| \{)/gm;

test("every definition of a reader is listed where the readers of a process are composed", () => {
  const defined = globSync("server/{app,webhooks,features/*}/*.ts").flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(declaration)].map(([, name]) => name),
  );
  expect(defined).toContain("webhookReader");
  const composed = ["readers", "brokers"].map((name) => readFileSync(`server/app/${name}.ts`, "utf8")).join("\n");
  const unlisted = defined.filter((name) => !new RegExp(`\\b${name}\\(`).test(composed.replace(declaration, "")));
  expect(unlisted, "add it as a line of server/app/readers.ts").toEqual([]);
});
