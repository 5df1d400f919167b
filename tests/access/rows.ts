import type { Fixtures } from "./fixtures.ts";

/**
 * The callers. `stale` is an admin whose last authentication is older than ten minutes; the API keys are ada's, with
 * no scope and with all.
 */
export const actors = [
  "anon",
  "ada",
  "grace",
  "moderator",
  "admin",
  "stale",
  "suspended",
  "bareKey",
  "fullKey",
] as const;

export type Actor = (typeof actors)[number];

/** `in`: the call reached the handler, whatever its result; otherwise the error code. */
export type Outcome = "in" | "done" | (string & {});

export type Input = (fixtures: Fixtures) => Readonly<Record<string, unknown>>;

/** Expected outcomes of one procedure. */
export interface Row {
  readonly input: Input;
  readonly outcomes: Readonly<Record<Actor, Outcome>>;
}

const none: Input = () => ({});
const byAnybody: Record<Actor, Outcome> = {
  anon: "in",
  ada: "in",
  grace: "in",
  moderator: "in",
  admin: "in",
  stale: "in",
  suspended: "in",
  bareKey: "in",
  fullKey: "in",
};
const byVisitors = { ...byAnybody, suspended: "unauthorized" };
const byMembers = { ...byVisitors, anon: "unauthorized", bareKey: "out_of_scope", fullKey: "out_of_scope" };
const byModerators = { ...byMembers, ada: "refused", grace: "refused" };

/** Public: credentials are ignored, or an invalid one counts as none. */
export const anyone = (input = none): Row => ({ input, outcomes: byAnybody });

/** Public, except for an invalid bearer token: it cannot change anything anonymously. */
export const visitors = (input = none): Row => ({ input, outcomes: byVisitors });

/** Any signed-in account; API keys only with the named scope. */
export const members = (input = none): Row => ({ input, outcomes: byMembers });

/** As `members`, with a recent authentication. */
export const fresh = (input = none): Row => ({ input, outcomes: { ...byMembers, stale: "reauth_required" } });

/** As `members`, and API keys with the scope. */
export const scoped = (input = none): Row => ({ input, outcomes: { ...byMembers, fullKey: "in" } });

/** Only ada, the owner; every other caller gets `code`, whatever the role. */
export const adasOwn = (code: string, input: Input, row = members(input)): Row => ({
  input,
  outcomes: {
    ...row.outcomes,
    ada: "done",
    grace: code,
    moderator: code,
    admin: code,
    stale: row.outcomes.stale === "in" ? code : row.outcomes.stale,
    fullKey: row.outcomes.fullKey === "in" ? "done" : row.outcomes.fullKey,
  },
});

/** Moderators and admins. */
export const moderators = (input: Input): Row => ({
  input,
  outcomes: { ...byModerators, moderator: "done", admin: "done", stale: "done" },
});

/** Admins only. */
export const admins = (input = none): Row => ({
  input,
  outcomes: { ...byModerators, moderator: "refused", admin: "done", stale: "done" },
});

/** Admins with a recent authentication. */
export const freshAdmins = (input: Input): Row => ({
  input,
  outcomes: { ...admins().outcomes, stale: "reauth_required" },
});
