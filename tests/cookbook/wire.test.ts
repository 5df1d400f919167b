import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { webhookKey } from "../../docs/examples/cookbook/intake.ts";
import { failures, rest, send, trpc } from "./service.ts";

describe("a query", () => {
  test("takes lists by repeated names and nested values as JSON, with the bounds of its contract", async () => {
    const filter = encodeURIComponent('{"min":20}');
    for (const [address, ids] of [
      ["", [1, 2, 3]],
      ["?state=paid", [2, 3]],
      ["?state=paid&state=open&size=2", [1, 2]],
      ["?state=", [1, 2, 3]],
      [`?total=${filter}&size=all`, [2, 3]],
      [`?total=&state=open`, [1]],
    ] as const) {
      const { status, body } = await rest("GET", `/orders${address}`);
      expect({ status, ids: body.orders?.map(({ id }: { id: number }) => id) }, address).toEqual({ status: 200, ids });
    }
    const refused = async (address: string) => Object.keys((await rest("GET", `/orders${address}`)).body.errors);
    expect(await refused("?state=lost")).toEqual(["state.0"]);
    // As some clients write lists and objects: passed over, they would answer everything.
    for (const address of ["?state[]=paid", "?state%5B0%5D=paid", "?state=paid&state[]=open"])
      expect(await refused(address), address).toEqual(["state"]);
    for (const address of ["?total[min]=20", "?min=20", "?size=1&max=5"])
      expect(await refused(address), address).toEqual(["total"]);
    expect((await rest("GET", `/orders?total=${filter}&min=20`)).status).toBe(200);
    expect((await rest("GET", "/orders?other[]=1&size=1")).status).toBe(200);
    expect(await refused("?total={")).toEqual(["total"]);
    expect(await refused("?total=%7B%22min%22:%22x%22%7D")).toEqual(["total.min"]);
    expect(await refused("?size=few")).toEqual(["size"]);
    expect(await refused("?size=1&size=2")).toEqual(["size"]);
    expect(await refused(`?${"state=paid&".repeat(11)}`)).toEqual(["state"]);
    expect(await refused(`?${"state=paid&".repeat(1001)}`)).toEqual(["state"]);
  });

  test("may come by POST where its input is large, changes nothing, and is asked with a cookie from anywhere", async () => {
    const ids = Array.from({ length: 5000 }, (_, index) => index + 2);
    expect((await rest("POST", "/orders/search", { ids, state: ["paid"] })).body.orders).toHaveLength(2);
    const headers = { cookie: "__Host-dovetail=x", origin: "https://elsewhere.example" };
    expect((await rest("POST", "/orders/search", {}, headers)).status).toBe(200);
    expect((await rest("POST", "/orders/search", {}, { "content-type": "text/plain" })).status).toBe(415);
    expect((await rest("POST", "/orders/search", {}, { "idempotency-key": "k" })).status).toBe(200);
    expect((await trpc("query", "searches.search", { ids: [3] })).data.orders).toEqual([
      { id: 3, state: "paid", total: 99 },
    ]);
  });
});

describe("a write", () => {
  test("answers 201 with Location where it created something, 200 where it changed it", async () => {
    const first = await rest("PUT", "/notes/a%20b", { text: "one" });
    expect(first).toMatchObject({ status: 201, body: { outcome: "created", version: 1 } });
    expect([first.headers.get("location"), first.headers.get("etag")]).toEqual(["/api/notes/a%20b", '"1"']);
    expect(await rest("PUT", "/notes/a%20b", { text: "two" })).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await rest("GET", "/notes/a%20b")).body).toEqual({ id: "a b", text: "two", version: 2 });
  });

  test("by PATCH is applied only to the version that If-Match names", async () => {
    await rest("PUT", "/notes/v", { text: "one" });
    const edit = (ifMatch: string | undefined, text = "edited") =>
      rest("PATCH", "/notes/v", { text }, ifMatch === undefined ? {} : { "if-match": ifMatch });
    expect(await edit(undefined)).toMatchObject({ status: 428, body: { code: "condition_required" } });
    expect(await edit("*")).toMatchObject({ status: 428 });
    for (const stale of ['"0"', '"2"', 'W/"1"', '"x"', "1"])
      expect(await edit(stale), stale).toMatchObject({ status: 412, body: { code: "changed" } });
    expect(await edit('"1", "2"')).toMatchObject({ status: 400 });
    const edited = await edit('"1"');
    expect(edited).toMatchObject({ status: 200, body: { text: "edited", version: 2 } });
    expect(edited.headers.get("etag")).toBe('"2"');
    expect(await edit('"1"')).toMatchObject({ status: 412 });
    expect((await trpc("mutation", "notes.edit", { id: "v", version: 1 })).error).toMatchObject({
      httpStatus: 412,
      reason: "changed",
    });
    // The version belongs in the header, not in the body.
    expect(await rest("PATCH", "/notes/v", { text: "x", version: 2 })).toMatchObject({ status: 428 });
  });

  test("has its version as ETag: a client that has it gets 304", async () => {
    await rest("PUT", "/notes/e", { text: "one" });
    const { headers } = await rest("GET", "/notes/e");
    expect([headers.get("etag"), headers.get("cache-control")]).toEqual(['"1"', "private, no-cache"]);
    expect((await rest("GET", "/notes/e", undefined, { "if-none-match": '"1"' })).status).toBe(304);
    expect((await rest("GET", "/notes/e", undefined, { "if-none-match": '"0"' })).status).toBe(200);
  });

  test("by DELETE takes a body, and beside it what its contract puts into the address", async () => {
    await rest("PUT", "/notes/d1", { text: "one" });
    const remove = (address: string) => rest("DELETE", `/notes${address}`, { ids: ["d1", "none"] });
    expect((await remove("?dry=true")).body).toEqual({ removed: 1 });
    expect((await remove("")).body).toEqual({ removed: 1 });
    expect((await remove("?dry=")).body).toEqual({ removed: 0 });
    expect(await rest("DELETE", "/notes")).toMatchObject({
      status: 422,
      body: { errors: { ids: ["can't be blank"] } },
    });
  });
});

describe("an answer", () => {
  test("may be one text of its own type, with a name for the file", async () => {
    const csv = await rest("GET", "/reports/2026");
    expect(csv).toMatchObject({ status: 200, body: "year,total\n2026,12\n" });
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toBe(
      `attachment; filename="report-2026.csv"; filename*=UTF-8''report-2026.csv`,
    );
    const page = await rest("GET", "/reports/2026/page");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    // A page on the API's origin runs no scripts, whatever text it contains.
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await rest("GET", "/reports/1999")).body.code).toBe("invalid");
    expect((await trpc("query", "reports.csv", { year: 2026 })).data).toBe("year,total\n2026,12\n");
  });

  test("that something will be done says where to look", async () => {
    const started = await rest("POST", "/reports", { year: 2026 });
    expect(started).toMatchObject({ status: 202, body: { job: "report-2026" } });
    expect(started.headers.get("location")).toBe("/api/jobs/report-2026");
  });

  test("leads only where its contract allows", async () => {
    const go = async (code: string) => {
      const { status, headers, body } = await rest("GET", `/go/${code}`);
      return { status, location: headers.get("location"), body };
    };
    expect(await go("file")).toEqual({ status: 302, location: "https://files.example.com/a%20b.pdf", body: "" });
    expect(await go("here")).toEqual({ status: 302, location: "/docs", body: "" });
    for (const code of ["evil", "sly"]) expect(await go(code)).toMatchObject({ status: 500, location: null });
    expect(failures.splice(0)).toHaveLength(2);
    expect((await go("none")).status).toBe(404);
    expect((await trpc("query", "reports.follow", { code: "here" })).data).toEqual({ url: "/docs" });
  });
});

describe("a form", () => {
  const contact = (body: BodyInit, headers: Record<string, string> = {}) =>
    send("/api/contact", { method: "POST", headers, body });

  test("is taken urlencoded and as multipart, with a file", async () => {
    const fields = new URLSearchParams({ email: "ada@example.com", isUrgent: "true" });
    for (const topic of ["wood", "glue & saws"]) fields.append("topics", topic);
    expect(await (await contact(fields)).json()).toEqual({ topics: 2, pictureBytes: 0 });
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    form.append("picture", new Blob([new Uint8Array([0, 255, 254, 1])]), "a.png");
    const answer = await contact(form);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ topics: 2, pictureBytes: 4 });
    expect((await trpc("mutation", "intake.contact", { email: "a@example.com", topics: [] })).data).toEqual({
      topics: 0,
      pictureBytes: 0,
    });
  });

  test("is refused when it is not a form, not UTF-8, or does not match the contract", async () => {
    const type = "application/x-www-form-urlencoded";
    expect((await contact("{}", { "content-type": "application/json" })).status).toBe(415);
    expect((await contact("email=%ff", { "content-type": type })).status).toBe(400);
    expect((await contact("x", { "content-type": "multipart/form-data; boundary=x" })).status).toBe(400);
    const text = (byte: number[]) =>
      Buffer.concat([
        Buffer.from('--x\r\ncontent-disposition: form-data; name="email"\r\n\r\n'),
        Buffer.from(byte),
        Buffer.from("\r\n--x--\r\n"),
      ]);
    const multipart = { "content-type": "multipart/form-data; boundary=x" };
    expect((await contact(text([0x61, 0xff]), multipart)).status).toBe(400);
    expect((await contact(text([0xef, 0xbf, 0xbd]), multipart)).status).toBe(422);
    const { status, errors } = await (await contact("email=&topics=a", { "content-type": type })).json();
    expect({ status, errors }).toEqual({ status: 422, errors: { email: ["can't be blank"] } });
    const bracketed = await (await contact("email=a@example.com&topics[]=a", { "content-type": type })).json();
    expect(Object.keys(bracketed.errors)).toEqual(["topics"]);
  });
});

test("a webhook's bytes are checked against their signature before they are read", async () => {
  const hook = (body: string | Uint8Array<ArrayBuffer>, signature: string, type = "application/json") =>
    send("/api/hooks/payments", { method: "POST", headers: { "content-type": type, "x-signature": signature }, body });
  const sign = (body: string) => createHmac("sha256", webhookKey).update(body).digest("hex");
  for (const body of ['{ "id": "p1",  "amount": 5 }', '\ufeff{"id":"p1","amount":5}'.slice(1), '{"id":"ä","amount":5}'])
    expect((await hook(body, sign(body))).status).toBe(204);
  // A byte order mark is part of the signed bytes.
  const marked = '\ufeff{"id":"p1","amount":5}';
  expect((await hook(marked, sign(marked.slice(1)))).status).toBe(401);
  expect((await hook('{"id":"p1","amount":6}', sign('{"id":"p1","amount":5}'))).status).toBe(401);
  expect((await hook("{}", sign("{}"), "text/plain")).status).toBe(415);
  expect((await hook(new Uint8Array([0xff]), "00")).status).toBe(400);
  const unsigned = await send("/api/hooks/payments", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  expect(await unsigned.json()).toMatchObject({ status: 422, errors: { signature: ["can't be blank"] } });
});

test("an error brings its details, and only those that its contract names", async () => {
  const refused = await rest("POST", "/reservations", { show: "a", seats: 3 });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: "sold_out", details: { left: 2, nextShow: "2026-12-24" }, errors: { show: ["has two seats left"] } },
  });
  expect(await rest("POST", "/reservations", { show: "debt", seats: 1 })).toMatchObject({
    status: 402,
    body: { title: "Payment required", details: { openCents: 1250 } },
  });
  expect((await rest("POST", "/reservations", { show: "closed", seats: 1 })).body).not.toHaveProperty("details");
  expect((await trpc("mutation", "tickets.reserve", { show: "a", seats: 3 })).error).toMatchObject({
    code: "CONFLICT",
    reason: "sold_out",
    details: { left: 2, nextShow: "2026-12-24" },
  });
});

test("unions, tuples, records and recursion travel in an address as well", async () => {
  const shapes = JSON.stringify([{ kind: "box", size: [2, 3] }]);
  const thread = JSON.stringify({ text: "a", answers: [{ text: "b", answers: [] }] });
  const search = new URLSearchParams({ shapes, thread, on: "2026-02-28", price: "12.50", labels: '{"a":"b"}' });
  const expected = { area: 6, price: "12.50", on: "2026-02-28", thread: JSON.parse(thread) };
  expect((await rest("GET", `/shapes?${search}`)).body).toEqual(expected);
  const wrong = new URLSearchParams({ shapes, on: "2026-02-30", price: "1e3" });
  expect(Object.keys((await rest("GET", `/shapes?${wrong}`)).body.errors)).toEqual(["on", "price"]);
});

describe("a team's own pages", () => {
  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  test("are for its members, and for those with a role where the contract asks for one", async () => {
    const read = (team: string, token: string) => rest("GET", `/teams/${team}/invoices`, undefined, as(token));
    expect((await read("oak", "ada")).body).toEqual({ invoices: ["oak-1"] });
    expect((await read("oak", "grace")).status).toBe(200);
    const pay = (token: string) => rest("POST", "/teams/oak/invoices/7/payment", undefined, as(token));
    expect([(await pay("ada")).status, (await pay("grace")).status, (await pay("mary")).status]).toEqual([
      200, 403, 403,
    ]);
    expect((await rest("GET", "/teams/oak/invoices")).status).toBe(401);
  });

  test("reveal nothing to a stranger: not whether the team exists, nor what is wrong with the input", async () => {
    const answers = [
      await rest("GET", "/teams/oak/invoices", undefined, as("mary")),
      await rest("GET", "/teams/none/invoices", undefined, as("mary")),
      await rest("GET", "/teams/oak/invoices?state=lost", undefined, as("mary")),
      await rest("GET", "/teams/%00/invoices", undefined, as("mary")),
    ];
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 403, body: { code: "refused" } });
    expect((await rest("GET", "/teams/oak/invoices?state=lost", undefined, as("ada"))).status).toBe(422);
    const ask = async (input: unknown, path = "teams.invoices") =>
      (await send(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: as("mary") })).status;
    for (const input of [{ team: "oak" }, { team: "oak", state: 5 }, {}, [], { team: ["oak"] }])
      expect(await ask(input), JSON.stringify(input)).toBe(403);
  });

  test("are counted for the team, not for each of its members", async () => {
    const { headers } = await rest("GET", "/teams/oak/invoices", undefined, as("ada"));
    const left = (text: string | null) => Number(/r=(\d+)/.exec(text ?? "")?.[1]);
    const after = await rest("GET", "/teams/oak/invoices", undefined, as("grace"));
    expect(headers.get("ratelimit-policy")).toContain('"tenant";q=100;w=60');
    expect(left(after.headers.get("ratelimit"))).toBeLessThanOrEqual(left(headers.get("ratelimit")));
    expect(left(after.headers.get("ratelimit"))).toBeLessThan(100);
  });
});
