import { expect, test } from "vitest";
import * as z from "zod";
import { type Access, mutation, query, takesKey } from "./index.ts";

const secret = z.string().nullable().meta({ format: "password" });
const plain = z.object({ title: z.string() });

const change = (access: Access, input: z.ZodObject = plain, output: z.ZodType = plain) =>
  mutation({ summary: "A change", access, input, output });

test("mutations of signed-in people take a key", () => {
  expect(takesKey(change("required"))).toBe(true);
  expect(takesKey(change({ role: "admin" }))).toBe(true);
});

test("nobody's key is taken where nobody has to sign in", () => {
  expect(takesKey(change("public"))).toBe(false);
  expect(takesKey(change("optional"))).toBe(false);
});

test("no key is taken where a secret comes in or goes out, however deep", () => {
  const deep = z.object({ users: z.array(z.union([z.null(), z.object({ token: secret })])) });
  expect(takesKey(change("required", z.object({ password: secret.optional() })))).toBe(false);
  expect(takesKey(change("required", plain, deep))).toBe(false);
  expect(takesKey(change("required", plain, deep.meta({ id: "Deep" })))).toBe(false);
});

test("a query takes none: it may be sent again as it is", () => {
  expect(takesKey(query({ summary: "A look", access: "required", input: plain, output: plain }))).toBe(false);
});
