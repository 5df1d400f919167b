import { expect, test } from "vitest";
import * as z from "zod";
import { type Api, type Procedure, query } from "../../shared/contract/index.ts";
import { changesOf, changesTo, taking } from "./changes.ts";

const basis = { summary: "s", access: "optional", input: z.object({ id: z.string() }), output: z.null() } as const;
const plain: Procedure = query(basis);
const text = z.string();

const read = (path: `GET /${string}`, id: z.ZodString = z.string()): Procedure =>
  query({ ...basis, input: path.includes("{id}") ? z.object({ id }) : z.object({}), rest: { route: path } });
const one: Api = { things: { get: read("GET /things/{id}") } };

const trees: readonly (readonly [label: string, before: Api, after: Api, ...lines: string[]])[] = [
  ["a new procedure", one, { things: { ...one.things, find: plain } }, "compatible: things.find: is new"],
  ["a procedure gone", { things: { ...one.things, find: plain } }, one, "breaking: things.find: is gone"],
  [
    "another name for a procedure",
    { things: { get: plain } },
    { things: { find: plain } },
    "compatible: things.find: is new",
    "breaking: things.get: is gone",
  ],
  [
    "another name for a feature",
    { things: { get: plain } },
    { objects: { get: plain } },
    "compatible: objects.get: is new",
    "breaking: things.get: is gone",
  ],
  [
    "a new path that an id could have had",
    one,
    { things: { ...one.things, newest: read("GET /things/newest") } },
    "compatible: things.newest: is new",
    "breaking: things.newest: REST: GET /things/newest hides some of things.get: choose a path that no `{id}` matches",
  ],
  [
    "a new path that no id could have had",
    { things: { get: read("GET /things/{id}", z.string().max(3)) } },
    { things: { get: read("GET /things/{id}", z.string().max(3)), newest: read("GET /things/newest") } },
    "compatible: things.newest: is new",
  ],
  [
    "another order",
    { a: { a: plain, b: read("GET /b") }, b: { a: plain } },
    { b: { a: plain }, a: { b: read("GET /b"), a: plain } },
  ],
];

test.each(trees.map(([label, before, after, ...lines]) => ({ label, before, after, lines })))("$label", (row) => {
  expect(changesOf(row.before, row.after)).toEqual(row.lines);
});

test("a change of a shared schema is reported wherever it is used, with the path", () => {
  const using = (bio: z.ZodType) => {
    const author = z.object({ bio }).meta({ id: "Author" });
    return taking({}, { author, all: z.array(author) });
  };
  expect(changesTo(using(text), using(text.nullable()))).toEqual([
    'breaking: output field "author.bio" may now be null',
    'breaking: output field "all[].bio" may now be null',
  ]);
});

test("a schema that contains itself is compared to its end", () => {
  const tree = (leaf: z.ZodType) => {
    const Tree = z
      .object({
        leaf,
        get branches() {
          return z.array(Tree);
        },
      })
      .meta({ id: "Tree" });
    return taking({}, { tree: Tree });
  };
  expect(changesTo(tree(text), tree(text))).toEqual([]);
  expect(changesTo(tree(text), tree(z.int()))).toEqual([
    'breaking: output field "tree.leaf" is now a whole number, was text',
  ]);
});
