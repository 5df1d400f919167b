import fc from "fast-check";
import * as z from "zod";
import type { AppOptions } from "../../server/app/app.ts";
import { type Application, compose } from "../../server/app/compose.ts";
import { type Api, defineApi, mutation, type Procedure, query } from "../../shared/contract/index.ts";
import { act, type Doing, doings } from "./any-value.ts";
import { build, planOf, valuesOf } from "./arbitrary-schemas.ts";

// Generated contracts, with handlers that answer and throw whatever a JavaScript value can be.

export const count = 200;
export const seed = 20261129;

/** The contracts, in their order: `odd.p0` and so on. */
export const contracts = fc.sample(
  planOf(2).chain((plan) =>
    fc.record({
      output: fc.oneof(fc.constant(build(plan)), fc.constant(z.unknown())),
      doing: doings(valuesOf(plan)),
      isQuery: fc.boolean(),
      isCached: fc.boolean(),
      hasReply: fc.boolean(),
    }),
  ),
  { numRuns: count, seed },
);

/** No field. */
export const input = z.object({});
const procedureOf = ({ output, isQuery, isCached, hasReply }: (typeof contracts)[number], at: number): Procedure => {
  const base = { summary: "s", access: "public", input, output } as const;
  const reply = hasReply ? { reply: "thing" } : {};
  if (!isQuery) return mutation({ ...base, rest: { route: `POST /odd/${at}`, ...reply } });
  const cache = { ttlSeconds: 60, scope: "shared", tags: [] } as const;
  return query({ ...base, rest: { route: `GET /odd/${at}`, ...reply }, ...(isCached && { cache }) });
};

type Context = { readonly write?: (work: () => unknown) => unknown };
const handlerOf =
  (doing: Doing) =>
  ({ write }: Context) =>
    write === undefined ? act(doing) : write(async () => act(doing));

const sound = query({ summary: "s", access: "public", input, output: z.string(), rest: { route: "GET /sound" } });
const soundWrite = mutation({ summary: "s", access: "public", input, output: z.string() });

export const api: Api = {
  odd: Object.fromEntries(contracts.map((contract, at) => [`p${at}`, procedureOf(contract, at)])),
  sound: { read: sound, write: soundWrite },
};
/** Unchecked cast: these tests are about handlers that violate their contracts. */
export const handlers = {
  odd: Object.fromEntries(contracts.map(({ doing }, at) => [`p${at}`, handlerOf(doing)])),
  sound: {
    read: () => "sound",
    write: ({ write }: { write: (work: () => Promise<string>) => unknown }) => write(async () => "sound"),
  },
} as never;

/** Creates the application on a runtime, by what its entry knows of it. */
export const createOddApp = ({ config, log, isAccepting, compileSchema }: AppOptions): Application =>
  compose({
    api: defineApi(api),
    handlers,
    authenticate: async () => null,
    readiness: { isAccepting, dependencies: {} },
    config,
    log,
    ...(compileSchema !== undefined && { compileSchema }),
  });
