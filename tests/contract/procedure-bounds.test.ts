import { expect, test } from "vitest";
import * as z from "zod";
import { type CachePolicy, type Limits, mutation, type Procedure, query } from "../../shared/contract/index.ts";
import { changesTo } from "./changes.ts";

const basis = { summary: "s", access: "optional", input: z.object({ id: z.string() }), output: z.null() } as const;

const withLimit = (limit: Limits): Procedure => query({ ...basis, limit });
const withCache = (cache: CachePolicy): Procedure => query({ ...basis, cache });
const plain: Procedure = query(basis);

type Row = readonly [label: string, before: Procedure, after: Procedure, ...lines: string[]];

const limit = { per: "address", rate: 10, perSeconds: 60 } as const;
const ten = "10 calls at once, then 10 in 60 s";
const limits: readonly Row[] = [
  ["a limit", plain, withLimit(limit), `breaking: limits: now ${ten} per address, was without`],
  ["no limit", withLimit(limit), plain, "compatible: limits: none per address any more"],
  [
    "a lower rate",
    withLimit(limit),
    withLimit({ ...limit, rate: 5 }),
    `breaking: limits: now 5 calls at once, then 5 in 60 s per address, was ${ten}`,
  ],
  [
    "a higher rate",
    withLimit(limit),
    withLimit({ ...limit, rate: 20 }),
    `compatible: limits: now 20 calls at once, then 20 in 60 s per address, was ${ten}`,
  ],
  [
    "a longer stretch",
    withLimit(limit),
    withLimit({ ...limit, perSeconds: 90 }),
    `breaking: limits: now 10 calls at once, then 10 in 90 s per address, was ${ten}`,
  ],
  [
    "a smaller burst",
    withLimit(limit),
    withLimit({ ...limit, burst: 3 }),
    `breaking: limits: now 3 calls at once, then 10 in 60 s per address, was ${ten}`,
  ],
  ["a burst as large as the rate", withLimit(limit), withLimit({ ...limit, burst: 10 })],
  [
    "failures alone",
    withLimit(limit),
    withLimit({ ...limit, counts: "failures" }),
    `compatible: limits: now 10 failures at once, then 10 in 60 s per address, was ${ten}`,
  ],
  [
    "every call",
    withLimit({ ...limit, counts: "failures" }),
    withLimit(limit),
    `breaking: limits: now ${ten} per address, was 10 failures at once, then 10 in 60 s`,
  ],
  [
    "one more of two",
    withLimit([limit]),
    withLimit([limit, { per: "account", by: "id", rate: 1, perSeconds: 1 }]),
    "breaking: limits: now 1 call at once, then 1 in 1 s per account, was without",
  ],
];

const cache: CachePolicy = { ttlSeconds: 60, scope: "shared", tags: ["things"] };
const kept = "kept 60 s for all, stale 0 s, a 404 0 s";
const caches: readonly Row[] = [
  ["kept", plain, withCache(cache), `compatible: cache: answers are now ${kept}, were not kept`],
  [
    "kept longer",
    withCache(cache),
    withCache({ ...cache, ttlSeconds: 90 }),
    `compatible: cache: answers are now kept 90 s for all, stale 0 s, a 404 0 s, were ${kept}`,
  ],
  [
    "shown unasked",
    withCache(cache),
    withCache({ ...cache, cdnMaxAgeSeconds: 30 }),
    "breaking: cache: browsers may now show an answer for 30 s unasked, was 0 s",
  ],
  [
    "shown unasked for less",
    withCache({ ...cache, cdnMaxAgeSeconds: 30 }),
    withCache({ ...cache, cdnMaxAgeSeconds: 10 }),
    "compatible: cache: browsers may now show an answer for 10 s unasked, was 30 s",
  ],
  ["other tags", withCache(cache), withCache({ ...cache, tags: ["others"] })],
];

const deprecated = { since: "2026-11-25", use: "things.find" } as const;
const deprecations: readonly Row[] = [
  ["deprecated", plain, query({ ...basis, deprecated }), "compatible: is deprecated since 2026-11-25: use things.find"],
  ["no longer deprecated", query({ ...basis, deprecated }), plain, "compatible: is no longer deprecated"],
  [
    "a last day",
    query({ ...basis, deprecated }),
    query({ ...basis, deprecated: { ...deprecated, sunset: "2027-11-25" } }),
    "compatible: is deprecated since 2026-11-25, until 2027-11-25: use things.find",
  ],
  ["other words for people", plain, query({ ...basis, summary: "t", description: "d" })],
];

const keyed = mutation({ ...basis, access: "required" });
const secret = z.object({ id: z.string().meta({ format: "password" }) });
const keys: readonly Row[] = [
  [
    "a secret in the input, whose repetition would be kept",
    keyed,
    mutation({ ...basis, access: "required", input: secret }),
    "breaking: no longer takes an idempotency key",
  ],
  [
    "no secret in the input any more",
    mutation({ ...basis, access: "required", input: secret }),
    keyed,
    "compatible: now takes an idempotency key",
  ],
];

const rows = [...limits, ...caches, ...deprecations, ...keys];

test.each(rows.map(([label, before, after, ...lines]) => ({ label, before, after, lines })))("$label", (row) => {
  expect(changesTo(row.before, row.after)).toEqual(row.lines);
});
