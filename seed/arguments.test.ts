import { describe, expect, test } from "vitest";
import { ArgumentError, readArguments } from "./arguments.ts";

const errorsOf = (...args: string[]) => {
  try {
    readArguments(args);
  } catch (error) {
    if (error instanceof ArgumentError)
      return error.message
        .split("\n")
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
};

describe("arguments of the load seed", () => {
  test("reads numbers and leaves the rest to defaults", () => {
    expect(readArguments(["--articles", "100000", "--authors=50", "--favorites", "0"])).toEqual({
      articles: 100_000,
      authors: 50,
      favorites: 0,
      means: {},
    });
  });

  test("asks for the number of articles", () => expect(errorsOf()).toEqual(["--articles: is missing"]));

  test("names every error at once", () => {
    expect(errorsOf("plenty", "--artciles=5", "--authors", "1", "--tags", "-3", "--seed=1", "--seed=2")).toEqual([
      "--articles: is missing",
      "plenty: not an option",
      "--artciles: no such option",
      "--authors: must be a whole number from 2 to 1000000",
      expect.stringContaining("--tags: must be"),
      "--seed: given more than once",
    ]);
  });

  test.each(["0", "1e3", "10000001", "1.5", ""])("refuses --articles=%s", (text) => {
    expect(errorsOf(`--articles=${text}`)).toEqual(["--articles: must be a whole number from 1 to 10000000"]);
  });

  test("explains itself", () => expect(readArguments(["--help"])).toBe("help"));
});
