import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { createOpenApiDocument } from "../../server/surfaces/openapi/index.ts";
import { type Api, defineApi } from "../../shared/contract/index.ts";
import { changesOf } from "../contract/changes.ts";

// biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
const document: any = JSON.parse(JSON.stringify(createOpenApiDocument(cookbook)));

test("the document of the cookbook is valid OpenAPI", async () => {
  expect((await new Validator().validate(structuredClone(document))).errors ?? []).toEqual([]);
});

test("parameters, bodies and answers are described as they travel", () => {
  const operation = (method: string, path: string) => document.paths[path][method];
  const parameters = (method: string, path: string) =>
    Object.fromEntries(operation(method, path).parameters.map((one: { name: string }) => [one.name, one]));
  expect(parameters("get", "/orders")).toMatchObject({
    state: { in: "query", style: "form", explode: true, schema: { type: "array" } },
    total: { in: "query", content: { "application/json": { schema: { type: "object" } } } },
  });
  expect(operation("post", "/orders/search").requestBody.content).toHaveProperty(["application/json"]);
  expect(operation("post", "/orders/search").responses).not.toHaveProperty("304");
  expect(operation("put", "/notes/{id}").responses).toMatchObject({
    200: { headers: { etag: {}, location: {} } },
    201: { headers: { etag: {}, location: {} } },
  });
  expect(parameters("patch", "/notes/{id}")["If-Match"]).toMatchObject({ in: "header", required: true });
  expect(operation("patch", "/notes/{id}").responses).toMatchObject({ 412: {}, 428: {} });
  expect(parameters("delete", "/notes").dry).toMatchObject({ in: "query", required: false });
  expect(operation("delete", "/notes").requestBody.required).toBe(true);
  expect(operation("get", "/reports/{year}").responses["200"]).toMatchObject({
    headers: { "content-disposition": {} },
    content: { "text/csv": { schema: { type: "string" } } },
  });
  expect(operation("get", "/go/{code}").responses["302"]).not.toHaveProperty("content");
  expect(Object.keys(operation("post", "/contact").requestBody.content)).toEqual(["multipart/form-data"]);
  expect(parameters("post", "/hooks/payments")["X-Signature"]).toMatchObject({ in: "header", required: true });
  const sold = operation("post", "/reservations").responses["409"].content["application/problem+json"];
  expect(JSON.stringify(sold.schema)).toContain("nextShow");
});

type Rest = NonNullable<Api[string][string]["rest"]>;

test("breaking and compatible REST changes are reported", () => {
  const { notes, intake, reports, tickets } = cookbook;
  const refusalOf = (feature: keyof typeof cookbook, verb: string, rest: Rest | undefined, more: object = {}) => {
    const procedure: Api[string][string] | undefined = Object.entries<Api[string][string]>(cookbook[feature]).find(
      ([name]) => name === verb,
    )?.[1];
    if (procedure === undefined) return expect.fail(`no ${verb}`);
    const before = { one: { [verb]: procedure } };
    const after = { one: { [verb]: { ...procedure, ...more, ...(rest !== undefined && { rest }) } } };
    return changesOf(before, defineApi(after)).map((line) => line.replace(`one.${verb}: `, ""));
  };
  const { etag: _, location: __, ...bare } = notes.put.rest ?? expect.fail();
  expect(refusalOf("notes", "put", bare)).toEqual([
    "breaking: REST: Location is now nothing, was /notes/{id}",
    "breaking: REST: ETag is now nothing, was version",
  ]);
  expect(refusalOf("notes", "put", { ...bare, etag: "id", location: "/notes/{id}", status: 200 })).toEqual([
    "compatible: REST: ETag is now id, was version",
    "breaking: REST: success is now 200, was 201 or 200",
  ]);
  expect(refusalOf("notes", "removeAll", { route: "DELETE /notes" })).toEqual([
    'breaking: REST: "dry" is now sent in the body, was in the query',
  ]);
  const { headers: ___, accepts, ...hook } = intake.webhook.rest ?? expect.fail();
  expect(
    refusalOf("intake", "webhook", { ...hook, accepts: accepts ?? "form", headers: { signature: "x-other" } }),
  ).toEqual(['breaking: REST: "signature" is now sent in the header x-other, was in the header x-signature']);
  expect(refusalOf("reports", "csv", { ...(reports.csv.rest ?? expect.fail()), type: "text/plain" })).toEqual([
    "breaking: REST: the answer is now text/plain, was text/csv",
  ]);
  const anyMember = { access: { tenant: { field: "team" } } };
  const owners = { access: { tenant: { field: "team", roles: ["owner"] } } };
  expect(refusalOf("teams", "pay", undefined, owners)).toEqual([
    "breaking: is now open to members of team as owner, was to members of team as owner or accountant",
  ]);
  expect(refusalOf("teams", "pay", undefined, anyMember)).toEqual([
    "compatible: is now open to members of team, was to members of team as owner or accountant",
  ]);
  expect(refusalOf("teams", "invoices", undefined, { access: "required", limit: undefined })).toEqual([
    "compatible: is now open to members, was to members of team",
    "compatible: limits: none per tenant any more",
  ]);
  const { details: ____, ...unpaid } = tickets.reserve.errors.unpaid;
  expect(refusalOf("tickets", "reserve", undefined, { errors: { ...tickets.reserve.errors, unpaid } })).toEqual([
    'breaking: error "unpaid" no longer has details',
  ]);
});

test("a tenant that the call cannot name is refused when contracts are defined", () => {
  const { invoices } = cookbook.teams;
  const define = (more: object) => () => defineApi({ teams: { invoices: { ...invoices, ...more } } });
  expect(define({ access: { tenant: { field: "club" } } })).toThrow('teams.invoices: access: the input needs "club"');
  expect(define({ access: { tenant: { field: "state" } } })).toThrow(
    'needs "state" as a required field of one text or number',
  );
  expect(define({ access: { tenant: { field: "team", roles: [] } } })).toThrow("omit it to allow any member");
  expect(define({ rest: { route: "GET /invoices" } })).toThrow('"team" must be in the path: "/teams/{team}/..."');
  expect(define({ access: "required" })).toThrow("limit: is per tenant, but the access names none");
});
