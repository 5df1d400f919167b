import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSeal, SealBroken } from "./seal.ts";

const keyOf = (id: string) => ({ id, secret: randomBytes(32) });
const [older, current] = [keyOf("2025"), keyOf("2026")];
const place = "totp.secret:17";

test("a sealed text opens again, and no two seals are equal", () => {
  const { seal, open } = createSeal([current]);
  const [first, second] = [seal("a secret — ✓", place), seal("a secret — ✓", place)];
  expect(open(first, place)).toBe("a secret — ✓");
  expect(first).not.toBe(second);
  expect(first).not.toContain("secret");
});

test("a value opens in its own row and column only", () => {
  const { seal, open } = createSeal([current]);
  expect(() => open(seal("a secret", place), "totp.secret:18")).toThrow(SealBroken);
});

test("older keys open what they sealed and report it as old; a removed key opens nothing", () => {
  const before = createSeal([older]).seal("a secret", place);
  const seal = createSeal([current, older]);
  expect(seal.open(before, place)).toBe("a secret");
  expect(seal.isOld(before)).toBe(true);
  expect(seal.isOld(seal.seal("a secret", place))).toBe(false);
  expect(() => createSeal([current]).open(before, place)).toThrow(SealBroken);
});

test.each([
  ["a changed byte", (text: string) => `${text.slice(0, -2)}${text.endsWith("AA") ? "BB" : "AA"}`],
  ["a cut end", (text: string) => text.slice(0, -4)],
  ["nothing but the head", (text: string) => text.split(".").slice(0, 2).join(".")],
  ["another version", (text: string) => text.replace("v1", "v2")],
  ["plain text", () => "a secret"],
])("%s does not open", (_, change) => {
  const { seal, open } = createSeal([current]);
  expect(() => open(change(seal("a secret", place)), place)).toThrow(SealBroken);
});
