import { expect, test } from "vitest";
import { parseRoute } from "../../../shared/contract/index.ts";
import { createRouteTable } from "./route-table.ts";

const routes = [
  "GET /things/{slug}",
  "PUT /things/{slug}",
  "GET /things/feed",
  "GET /things",
  "POST /things/{slug}/parts/{id}",
];
const table = createRouteTable(routes.map((text) => ({ route: parseRoute(text), value: text })));

test("prefers a literal segment to a parameter, unless the literal route lacks the method", () => {
  expect(table.match("GET", "/things/feed")).toEqual({ value: "GET /things/feed", parameters: {} });
  expect(table.match("PUT", "/things/feed")).toEqual({ value: "PUT /things/{slug}", parameters: { slug: "feed" } });
});

test("returns parameters by name, undecoded", () => {
  expect(table.match("POST", "/things/a%20b/parts/%FF")?.parameters).toEqual({ slug: "a%20b", id: "%FF" });
});

test("matches no empty or missing segment", () => {
  for (const path of ["", "/", "/things/", "//things", "/things//parts/1", "/things/a/parts", "/other"])
    expect(table.match("GET", path), path).toBeUndefined();
});

test("methodsAt: lists the methods of a path, and undefined for an unknown path", () => {
  expect(table.methodsAt("/things/oak")).toEqual(["GET", "PUT"]);
  expect(table.methodsAt("/things/feed")).toEqual(["GET"]);
  expect(table.methodsAt("/things/oak/parts")).toBeUndefined();
});
