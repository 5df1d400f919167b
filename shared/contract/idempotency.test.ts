import { expect, test } from "vitest";
import * as z from "zod";
import { type Access, mutation, query, takesKey } from "./index.ts";

const secret = z.string().nullable().meta({ format: "password" });
const plain = z.object({ title: z.string() });

const change = (access: Access, input: z.ZodObject = plain, output: z.ZodType = plain) =>
  mutation({ summary: "A change", access, input, output });

test("takesKey: true for mutations that require a signed-in caller", () => {
  expect(takesKey(change("required"))).toBe(true);
  expect(takesKey(change({ role: "admin" }))).toBe(true);
});

test("takesKey: false for mutations that allow anonymous callers", () => {
  expect(takesKey(change("public"))).toBe(false);
  expect(takesKey(change("optional"))).toBe(false);
});

test("takesKey: false for a secret in the input or the output, at any depth", () => {
  const deep = z.object({ users: z.array(z.union([z.null(), z.object({ token: secret })])) });
  expect(takesKey(change("required", z.object({ password: secret.optional() })))).toBe(false);
  expect(takesKey(change("required", plain, deep))).toBe(false);
  expect(takesKey(change("required", plain, deep.meta({ id: "Deep" })))).toBe(false);
});

test("takesKey: false for queries, which are safe to retry", () => {
  expect(takesKey(query({ summary: "A look", access: "required", input: plain, output: plain }))).toBe(false);
});
