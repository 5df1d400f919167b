import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError } from "../procedures/index.ts";
import { parseJson } from "./json.ts";

/** The error text of a rejected JSON text; `undefined` when it is accepted. */
function refusalOf(text: string): string | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === "malformed" && error.status === 400) return error.detail;
    throw error;
  }
}

const nested = (levels: number, [open, close]: readonly [string, string]) => open.repeat(levels) + close.repeat(levels);

describe("checkStructure: refuses a duplicate key", () => {
  test.for([
    ["plainly", '{"a":1,"a":2}'],
    ["with the same value", '{"a":1,"a":1}'],
    ["with others between", '{"a":1,"b":{"a":1},"c":[{"a":1}],"a":2}'],
    ["inside an object", '{"x":{"a":1,"a":2}}'],
    ["inside a list", '[{"a":1},{"a":1,"a":2}]'],
    ["once escaped", '{"a":1,"\\u0061":2}'],
    ["twice escaped", '{"\\u0061":1,"\\u0061":2}'],
    ["with a quote in it", '{"a\\"b":1,"a\\u0022b":2}'],
    ["with a backslash at its end", '{"a\\\\":1,"a\\u005c":2}'],
    ["with space before the colon", '{"a" :1,"a"\n\t:2}'],
    ["when it is empty", '{"":1,"":2}'],
    ["when it is __proto__", '{"__proto__":1,"__proto__":2}'],
    ["when it is half a surrogate pair", '{"\\ud800":1,"\\ud800":2}'],
  ])("%s", ([, text = ""]) => expect(refusalOf(text)).toBe("The JSON holds a key twice."));

  test("at any position, with any name and around any content", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const holder = fc.constantFrom("@", '{"":@}', '["a",@,{"a":"a"}]', '{"a":[{"b":"\\\\"},@],"c":":"}');
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), value, value, holder, (key, one, other, around) => {
        const [name, first, second] = [key, one, other].map((part) => JSON.stringify(part));
        const twice = `{${name}:${first},"between ${key.length}":[],${name}:${second}}`;
        expect(refusalOf(around.replace("@", () => twice))).toBe("The JSON holds a key twice.");
      }),
    );
  });
});

describe("checkStructure: reports no false duplicate", () => {
  test.for([
    ["in objects side by side", '[{"a":1},{"a":2}]'],
    ["at different depths", '{"a":{"a":{"a":1}}}'],
    ["when a value is the same text", '{"a":"a","b":"a"}'],
    ["when a value looks like a pair", '{"a":"\\"a\\":1","b":"{\\"a\\":1,\\"a\\":2}"}'],
    ["when texts repeat in a list", '["a","a",":","a"]'],
    ["after an object that closed", '{"x":{"a":1},"a":2}'],
    ["when only case differs", '{"a":1,"A":2}'],
    ["when one is a name every object has", '{"constructor":1,"toString":2}'],
    ["when a text ends with a backslash", '{"a":"\\\\","b":"\\\\"}'],
  ])("%s", ([, text = ""]) => expect(refusalOf(text)).toBeUndefined());

  test("in any output of JSON.stringify", () => {
    const shallow = fc.jsonValue({ maxDepth: 6 });
    fc.assert(
      fc.property(shallow, fc.constantFrom(undefined, 1), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("checkStructure: nesting", () => {
  test.for([
    ["lists", ["[", "]"]],
    ["objects", ['{"a":', "}"]],
  ] as const)("of %s is allowed to 32 levels and not to 33", ([kind, pair]) => {
    const filled = (levels: number) =>
      kind === "lists" ? nested(levels, pair) : nested(levels, pair).replace(":}", ":1}");
    expect(refusalOf(filled(32))).toBeUndefined();
    expect(refusalOf(filled(33))).toBe("The JSON is nested deeper than 32 levels.");
  });

  test("counts depth, not brackets, and ignores brackets in strings", () => {
    expect(refusalOf(`[${Array.from({ length: 1000 }, () => "[]").join()}]`)).toBeUndefined();
    expect(refusalOf(JSON.stringify("[".repeat(1000)))).toBeUndefined();
  });

  test("of 100,000 levels is refused without a stack overflow", () => {
    expect(refusalOf(nested(100_000, ["[", "]"]))).toBeDefined();
  });
});

test.for(["", "{", "nope", "{'a':1}", '{"a":1}}', '{"a":1,}', '"a', '{"a\\":1}', '{"\\x":1,"a":2}', "\0"])(
  "parseJson: refuses invalid JSON: %s",
  (text) => expect(refusalOf(text)).toBe("The request is not valid JSON."),
);

test.for(["null", "5", '"text"', "true", " [] ", "\n{}\n"])("a value that is no object is still JSON: %s", (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});
