import { expect, test } from "vitest";
import * as z from "zod";
import { type Access, mutation, query, takesIdempotencyKey } from "./index.ts";

const secret = z.string().nullable().meta({ format: "password" });
const plain = z.object({ title: z.string() });

const change = (access: Access, input: z.ZodObject = plain, output: z.ZodType = plain) =>
  mutation({ summary: "A change", access, input, output });

test("takesIdempotencyKey: true for mutations that require a signed-in caller", () => {
  expect(takesIdempotencyKey(change("required"))).toBe(true);
  expect(takesIdempotencyKey(change({ role: "admin" }))).toBe(true);
});

test("takesIdempotencyKey: false for mutations that allow anonymous callers", () => {
  expect(takesIdempotencyKey(change("public"))).toBe(false);
  expect(takesIdempotencyKey(change("optional"))).toBe(false);
});

test("takesIdempotencyKey: false for a secret in the input or the output, at any depth", () => {
  const deep = z.object({ users: z.array(z.union([z.null(), z.object({ token: secret })])) });
  expect(takesIdempotencyKey(change("required", z.object({ password: secret.optional() })))).toBe(false);
  expect(takesIdempotencyKey(change("required", plain, deep))).toBe(false);
  expect(takesIdempotencyKey(change("required", plain, deep.meta({ id: "Deep" })))).toBe(false);
});

test("takesIdempotencyKey: false for queries, which are safe to retry", () => {
  expect(takesIdempotencyKey(query({ summary: "A look", access: "required", input: plain, output: plain }))).toBe(
    false,
  );
});
