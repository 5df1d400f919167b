import { expect, test } from "vitest";
import * as z from "zod";
import {
  type Access,
  type Errors,
  forbidden,
  mutation,
  notFound,
  type Procedure,
  query,
  type Rest,
  taken,
} from "../../shared/contract/index.ts";
import { changesTo } from "./changes.ts";

const basis = { summary: "s", access: "optional", input: z.object({ id: z.string() }), output: z.null() } as const;

const withAccess = (access: Access): Procedure => query({ ...basis, access });
const withRest = (rest: Rest): Procedure => mutation({ ...basis, rest });
const withErrors = (errors: Errors): Procedure => query({ ...basis, errors });
const plain: Procedure = query(basis);

type Row = readonly [label: string, before: Procedure, after: Procedure, ...lines: string[]];

const access: readonly Row[] = [
  [
    "members only",
    withAccess("optional"),
    withAccess("required"),
    "breaking: is now open to members, was to visitors and members",
  ],
  [
    "visitors too",
    withAccess("required"),
    withAccess("optional"),
    "compatible: is now open to visitors and members, was to members",
  ],
  [
    "sessions looked up",
    withAccess("public"),
    withAccess("optional"),
    "breaking: is now open to visitors and members, was to anyone",
  ],
  [
    "sessions not looked up",
    withAccess("optional"),
    withAccess("public"),
    "compatible: is now open to anyone, was to visitors and members",
  ],
  [
    "members for anyone",
    withAccess("public"),
    withAccess("required"),
    "breaking: is now open to members, was to anyone",
  ],
  [
    "a role",
    withAccess("required"),
    withAccess({ role: "admin" }),
    "breaking: is now open to members with the role admin, was to members",
  ],
  [
    "a higher role",
    withAccess({ role: "moderator" }),
    withAccess({ role: "admin" }),
    "breaking: is now open to members with the role admin, was to members with the role moderator",
  ],
  [
    "a lower role",
    withAccess({ role: "admin" }),
    withAccess({ role: "moderator" }),
    "compatible: is now open to members with the role moderator, was to members with the role admin",
  ],
  [
    "a scope",
    withAccess("required"),
    withAccess({ scope: "things:read" }),
    "compatible: is now open to members and API keys with the scope things:read, was to members",
  ],
  [
    "another scope",
    withAccess({ scope: "things:read" }),
    withAccess({ scope: "things:write" }),
    "breaking: is now open to members and API keys with the scope things:write, was to members and API keys with the scope things:read",
  ],
  [
    "no scope",
    withAccess({ scope: "things:read" }),
    withAccess("required"),
    "breaking: is now open to members, was to members and API keys with the scope things:read",
  ],
  [
    "a fresh session",
    withAccess("required"),
    withAccess({ fresh: true }),
    "breaking: is now open to members who signed in just now, was to members",
  ],
  [
    "a session of any age",
    withAccess({ fresh: true }),
    withAccess("required"),
    "compatible: is now open to members, was to members who signed in just now",
  ],
];

const route = "POST /things/{id}";
const rest: readonly Row[] = [
  ["a mutation", plain, mutation(basis), "breaking: is now a mutation, was a query"],
  ["a query", mutation(basis), plain, "breaking: is now a query, was a mutation"],
  ["a route", mutation(basis), withRest({ route }), `compatible: REST: is now served at ${route}`],
  ["no route", withRest({ route }), mutation(basis), `breaking: REST: is no longer served at ${route}`],
  [
    "another path",
    withRest({ route }),
    withRest({ route: "POST /thing/{id}" }),
    `breaking: REST: is now POST /thing/{id}, was ${route}`,
  ],
  [
    "another method",
    withRest({ route }),
    withRest({ route: "PUT /things/{id}" }),
    `breaking: REST: is now PUT /things/{id}, was ${route}`,
  ],
  [
    "a body's envelope",
    withRest({ route }),
    withRest({ route, body: "thing" }),
    `breaking: REST: the body's envelope is now "thing", was nothing`,
  ],
  [
    "no body's envelope",
    withRest({ route, body: "thing" }),
    withRest({ route }),
    `breaking: REST: the body's envelope is now nothing, was "thing"`,
  ],
  [
    "another answer's envelope",
    withRest({ route, reply: "a" }),
    withRest({ route, reply: "b" }),
    `breaking: REST: the answer's envelope is now "b", was "a"`,
  ],
  [
    "another success",
    withRest({ route }),
    withRest({ route, status: 201 }),
    "breaking: REST: success is now 201, was 200",
  ],
  ["the status that absence means", withRest({ route }), withRest({ route, status: 200 })],
  [
    "another name in the path",
    withRest({ route }),
    mutation({ ...basis, input: z.object({ slug: z.string() }), rest: { route: "POST /things/{slug}" } }),
    `breaking: REST: the path's fields are now POST /things/{slug}, were ${route}`,
    'breaking: input field "id" is no longer taken',
    'breaking: input field "slug" is new and required',
  ],
];

const missing = notFound("thing");
const errors: readonly Row[] = [
  ["a new code", withErrors({}), withErrors({ not_found: missing }), 'compatible: error "not_found" (404) is new'],
  [
    "a code no longer given",
    withErrors({ not_found: missing }),
    withErrors({}),
    'compatible: error "not_found" is no longer given',
  ],
  [
    "a code by another name",
    withErrors({ not_found: missing }),
    withErrors({ missing }),
    'compatible: error "missing" (404) is new',
    'breaking: error "not_found" is gone, and "missing" has its status',
  ],
  [
    "one code for another",
    withErrors({ not_found: missing }),
    withErrors({ taken: taken("thing") }),
    'compatible: error "taken" (409) is new',
    'compatible: error "not_found" is no longer given',
  ],
  [
    "another status",
    withErrors({ closed: missing }),
    withErrors({ closed: forbidden("thing", "d", "not found") }),
    'breaking: error "closed" is now a 403, was a 404',
  ],
  [
    "another subject",
    withErrors({ not_found: missing }),
    withErrors({ not_found: notFound("article") }),
    'breaking: error "not_found" is now about "article", was about "thing"',
  ],
  [
    "another word beside the subject",
    withErrors({ not_found: missing }),
    withErrors({ not_found: notFound("thing", "d", "is gone") }),
    'compatible: error "not_found" now says "is gone"',
  ],
  [
    "another sentence",
    withErrors({ not_found: missing }),
    withErrors({ not_found: notFound("thing", "There is nothing.") }),
  ],
];

const rows = [...access, ...rest, ...errors];

test.each(rows.map(([label, before, after, ...lines]) => ({ label, before, after, lines })))("$label", (row) => {
  expect(changesTo(row.before, row.after)).toEqual(row.lines);
});
