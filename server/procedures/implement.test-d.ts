// Checked by `tsc`: each line under `@ts-expect-error` must not compile.
import * as z from "zod";
import { type Access, mutation, notFound, query } from "../../shared/contract/index.ts";
import type { Viewer } from "./context.ts";
import { implement, implementAll } from "./implement.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only for two identical types. */
const same = <A, B>(..._proof: Same<A, B> extends true ? [] : ["they differ"]): void => {};

const input = z.object({ id: z.string(), size: z.int().default(1) });
const output = z.object({ text: z.string() });
const errors = { not_found: notFound("thing") };
const base = { summary: "s", input, output, errors } as const;

const open = { get: query({ ...base, access: "public" }) };
const visited = { get: query({ ...base, access: "optional" }) };
const closed = { get: query({ ...base, access: "required" }) };
const guarded = { get: mutation({ ...base, access: { role: "admin" } }) };
const scoped = { get: query({ ...base, access: { scope: "things:read" } }) };
const cache = { ttlSeconds: 60, tags: [] };
const sharedByAll = { get: query({ ...base, access: "optional", cache: { ...cache, scope: "shared" } }) };
const ofEach = { get: query({ ...base, access: "optional", cache: { ...cache, scope: "viewer" } }) };
const openToAll = { get: query({ ...base, access: "public", cache: { ...cache, scope: "shared" } }) };
const anyAccess: Access = Object("public");
const vague = { get: query({ ...base, access: anyAccess }) };

const answer = { text: "t" };

/** Guarantees of `implement` to authors of handlers. */
export const promises = {
  "a handler that fits its contract is accepted": () =>
    implement({ ...open, add: guarded.get }, { get: () => answer, add: ({ write }) => write(async () => answer) }),
  "a missing procedure is refused": () => {
    // @ts-expect-error
    implement(open, {});
    // @ts-expect-error
    implement({ ...open, add: guarded.get }, { get: () => answer });
  },
  "a procedure without a contract is refused": () => {
    // @ts-expect-error
    implement(open, { get: () => answer, more: () => answer });
  },
  "a missing feature is refused": () => {
    const handlers = { open: implement(open, { get: () => answer }) };
    implementAll({ open }, handlers);
    // @ts-expect-error
    implementAll({ open, closed }, handlers);
  },
  "fail accepts a declared error": () => implement(open, { get: ({ fail }) => fail("not_found") }),
  "an error that is not declared is refused": () => {
    // @ts-expect-error
    implement(open, { get: ({ fail }) => fail("forbidden") });
    // @ts-expect-error
    implement({ get: query({ summary: "s", access: "public", input, output }) }, { get: ({ fail }) => fail("x") });
  },
  "public access has no viewer": () => {
    // @ts-expect-error
    implement(open, { get: ({ viewer }) => ({ text: String(viewer) }) });
  },
  "access of an unknown kind has no viewer": () => {
    // @ts-expect-error
    implement(vague, { get: ({ viewer }) => ({ text: String(viewer) }) });
  },
  "with optional access, the viewer may be null": () => {
    implement(visited, {
      get: ({ viewer }) => {
        same<typeof viewer, Viewer | null>();
        return { text: viewer?.username ?? "" };
      },
    });
    // @ts-expect-error
    implement(visited, { get: ({ viewer }) => ({ text: viewer.username }) });
  },
  "with required access, the viewer is set": () => {
    implement(closed, { get: ({ viewer }) => ({ text: viewer.username }) });
    implement(guarded, { get: ({ viewer, write }) => write(async () => ({ text: viewer.role })) });
    implement(guarded, { get: ({ viewer, write }) => write(async () => ({ text: viewer.sessionId })) });
    // @ts-expect-error: a key has no session
    implement(scoped, { get: ({ viewer }) => ({ text: viewer.sessionId }) });
    implement(scoped, { get: ({ viewer }) => ({ text: viewer.kind === "apiKey" ? viewer.keyId : viewer.sessionId }) });
  },
  "a shared cached query requires personalize": () => {
    implement(sharedByAll, {
      get: {
        read: ({ viewer }) => {
          same<typeof viewer, Viewer | null>();
          return answer;
        },
        personalize: ({ viewer, input: { size } }, shared) => {
          same<typeof viewer, Viewer>();
          same<typeof shared, { text: string }>();
          return { text: `${shared.text}${viewer.username}${size}` };
        },
      },
    });
    // @ts-expect-error
    implement(sharedByAll, { get: () => answer });
    // @ts-expect-error
    implement(sharedByAll, { get: { read: () => answer } });
    // @ts-expect-error
    implement(sharedByAll, { get: { read: () => answer, personalize: () => ({ text: 5 }) } });
  },
  "only a shared cached query has personalize": () => {
    implement(ofEach, { get: ({ viewer }) => ({ text: viewer?.username ?? "" }) });
    implement(openToAll, { get: () => answer });
    // @ts-expect-error
    implement(ofEach, { get: { read: () => answer, personalize: () => answer } });
    // @ts-expect-error
    implement(openToAll, { get: { read: () => answer, personalize: () => answer } });
    // @ts-expect-error
    implement(visited, { get: { read: () => answer, personalize: () => answer } });
  },
  "a cached query gets no call": () => {
    implement(open, { get: ({ call }) => ({ text: call.userAgent ?? "" }) });
    // @ts-expect-error
    implement(openToAll, { get: ({ call }) => ({ text: call.userAgent ?? "" }) });
  },
  "an output that does not fit the contract is refused": () => {
    // @ts-expect-error
    implement(open, { get: () => ({ text: 5 }) });
    // @ts-expect-error
    implement(open, { get: async () => ({}) });
    // @ts-expect-error
    implement(open, { get: () => undefined });
  },
  "a mutation must return the result of write": () => {
    // @ts-expect-error
    implement(guarded, { get: () => answer });
    // @ts-expect-error
    implement(guarded, { get: ({ write }) => write(async () => ({ text: 5 })) });
  },
  "a query gets no write": () => {
    // @ts-expect-error
    implement(open, { get: ({ write }) => write(async () => answer) });
  },
  "a handler gets the parsed input": () => {
    implement(open, {
      get: (context) => {
        same<typeof context.input, { id: string; size: number }>();
        return answer;
      },
    });
    // @ts-expect-error
    implement(open, { get: (context: { input: { id: number } }) => ({ text: String(context.input.id) }) });
    // @ts-expect-error
    implement(open, { get: (context) => ({ text: context.input.nope }) });
  },
  "invalid takes only fields of the input": () => {
    implement(open, { get: ({ invalid }) => invalid("size", "is odd") });
    // @ts-expect-error
    implement(open, { get: ({ invalid }) => invalid("text", "is odd") });
  },
  "fail never returns": () =>
    implement(open, {
      get: ({ fail, input: { id } }) => {
        const found = id === "" ? undefined : answer;
        return found ?? fail("not_found");
      },
    }),
};
