// Run by client.test.ts beside a client generated from the cookbook: checks types and responses, entry by entry.
import assert from "node:assert/strict";
import { type CallError, createClient, isError } from "./client/index.ts";

const client = createClient({ url: process.argv[2] ?? "" });

/** Compiles only when both types are identical. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(..._proof: Same<A, B> extends true ? [] : ["they differ"]): void => {};

const found = await client.searches.find({ state: ["paid"], total: { min: 20 }, size: "all" });
assert.deepEqual(
  found.orders.map(({ id }) => id),
  [2, 3],
);
const ids = Array.from({ length: 5000 }, (_, id) => id);
assert.equal((await client.searches.search({ ids })).orders.length, 3);

const put = await client.notes.put({ id: "c", text: "one" });
same<typeof put.outcome, "created" | "updated">();
assert.equal(put.outcome, "created");
const changed = await client.notes.edit({ id: "c", version: 7 }).catch((error: unknown) => error);
assert.ok(isError(changed, "notes.edit", "changed"));
assert.equal(changed.status, 412);
assert.deepEqual(await client.notes.removeAll({ ids: ["c"] }), { removed: 1 });

const csv: string = await client.reports.csv({ year: 2026 });
assert.equal(csv, "year,total\n2026,12\n");
assert.deepEqual(await client.reports.follow({ code: "here" }), { url: "/docs" });

const soldOut = await client.tickets.reserve({ show: "a", seats: 3 }).catch((error: unknown) => error);
assert.ok(isError(soldOut, "tickets.reserve", "sold_out"));
same<typeof soldOut, CallError<"sold_out", { left: number; nextShow: string | null }>>();
assert.deepEqual(soldOut.details, { left: 2, nextShow: "2026-12-24" });
const locked = await client.tickets.reserve({ show: "closed", seats: 1 }).catch((error: unknown) => error);
assert.ok(isError(locked, "tickets.reserve", "locked"));
same<typeof locked.details, undefined>();

const described = await client.shapes.describe({
  shapes: [{ kind: "circle", radius: 1 }],
  on: "2026-02-28",
  price: "1.10",
  thread: { text: "a", answers: [{ text: "b", answers: [] }] },
});
assert.equal(described.thread?.answers[0]?.text, "b");
assert.equal((await client.intake.contact({ email: "a@example.com", topics: [], picture: "AAEC" })).pictureBytes, 3);
process.stdout.write("every entry was asked\n");
