// Checked by `tsc`: each line under `@ts-expect-error` must not compile.
import * as z from "zod";
import {
  type Access,
  type ErrorCodeOf,
  type InputOf,
  mutation,
  notFound,
  type OutputOf,
  type ParsedInputOf,
  query,
} from "./index.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where both types are one and the same. */
const same = <A, B>(..._proof: Same<A, B> extends true ? [] : ["they differ"]): void => {};

const input = z.object({ id: z.string(), size: z.int().default(1) });
const output = z.object({ text: z.string() });
const base = { summary: "s", input, output } as const;

const get = query({
  ...base,
  access: "optional",
  errors: { not_found: notFound("thing") },
  rest: { route: "GET /things/{id}" },
});
const make = mutation({ ...base, access: { role: "admin" }, rest: { route: "POST /things", status: 201 } });
const plain = query({ summary: "s", access: "public", input, output });

/** Guarantees of the contract language. */
export const promises = {
  "types that differ do not match": () => {
    // @ts-expect-error
    same<"a", string>();
    // @ts-expect-error
    same<unknown, string>();
  },
  "access keeps its literal": () => {
    same<typeof get.access, "optional">();
    same<typeof make.access, { readonly role: "admin" }>();
  },
  "error codes keep their names": () => {
    same<ErrorCodeOf<typeof get>, "not_found">();
    same<ErrorCodeOf<typeof plain>, never>();
  },
  "a route keeps its literal": () => {
    same<NonNullable<typeof get.rest>["route"], "GET /things/{id}">();
    same<NonNullable<typeof make.rest>["route"], "POST /things">();
  },
  "a query is not a mutation": () => {
    same<typeof get.kind, "query">();
    same<typeof make.kind, "mutation">();
  },
  "a client may leave out a field with a default, and a handler receives it": () => {
    same<InputOf<typeof get>, { id: string; size?: number | undefined }>();
    same<ParsedInputOf<typeof get>, { id: string; size: number }>();
    same<OutputOf<typeof get>, { text: string }>();
  },
  "access that widened to text is refused": () => {
    const access: string = "public";
    // @ts-expect-error
    query({ ...base, access });
  },
  "access that widened to every kind of access names no literal": () => {
    const access: Access = Object("public");
    const widened = () => query({ ...base, access });
    same<ReturnType<typeof widened>["access"], Access>();
  },
  "unknown access is refused": () => {
    // @ts-expect-error
    query({ ...base, access: "nobody" });
    // @ts-expect-error
    query({ ...base, access: { role: "queen" } });
  },
  "access cannot be forgotten": () => {
    // @ts-expect-error
    query({ ...base });
  },
  "an unknown property is refused": () => {
    // @ts-expect-error
    query({ ...base, access: "public", acess: "member" });
    // @ts-expect-error
    mutation({ ...base, access: "public", error: {} });
  },
  "a query cannot invalidate, and a mutation cannot be cached": () => {
    // @ts-expect-error
    query({ ...base, access: "public", invalidates: ["things"] });
    // @ts-expect-error
    mutation({ ...base, access: "public", cache: { ttlSeconds: 1, scope: "shared", tags: [] } });
  },
  "an unknown property of a route is refused": () => {
    // @ts-expect-error
    query({ ...base, access: "public", rest: { route: "GET /things", replies: "thing" } });
  },
  "a route without a method or a slash is refused": () => {
    // @ts-expect-error
    query({ ...base, access: "public", rest: { route: "/things" } });
    // @ts-expect-error
    query({ ...base, access: "public", rest: { route: "HEAD /things" } });
    // @ts-expect-error
    query({ ...base, access: "public", rest: { route: "GET things" } });
  },
  "an input that is not an object is refused": () => {
    // @ts-expect-error
    query({ ...base, access: "public", input: z.string() });
  },
  "a deprecation has a date and may name a replacement; anything else in their place is refused": () => {
    query({ ...base, access: "public", deprecated: { since: "2026-11-25", use: "things.get", sunset: "2027-11-25" } });
    query({ ...base, access: "public", deprecated: { since: "2026-11-25" } });
    // @ts-expect-error
    query({ ...base, access: "public", deprecated: { use: "things.get" } });
    // @ts-expect-error
    query({ ...base, access: "public", deprecated: { since: "yesterday" } });
    // @ts-expect-error
    query({ ...base, access: "public", deprecated: { since: "2026-11-25", use: "get" } });
    // @ts-expect-error
    query({ ...base, access: "public", deprecated: true });
  },
  "an error with an unknown status is refused": () => {
    // @ts-expect-error
    query({ ...base, access: "public", errors: { odd: { ...notFound("thing"), status: 418 } } });
  },
};
