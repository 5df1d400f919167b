import type { World } from "./world.ts";

/** Who calls. `stale` is an admin whose proof is older than ten minutes; keys are ada's, with no scope and with all. */
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

/** `in`: the handler was reached, whatever it made of the input; otherwise the code of the error. */
export type Outcome = "in" | "done" | (string & {});

export type Input = (world: World) => Readonly<Record<string, unknown>>;

/** What is expected of one procedure. */
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

/** Nobody is looked up. */
export const anyone = (input = none): Row => ({ input, outcomes: byAnybody });

/** Everybody: a credential that opens nothing reads as none. */
export const readers = (input = none): Row => ({ input, outcomes: byAnybody });

/** Everybody but a bearer that opens nothing, in whose name nothing can be changed. */
export const visitors = (input = none): Row => ({ input, outcomes: byVisitors });

/** Whoever is signed in; API keys only with the scope where one is named. */
export const members = (input = none): Row => ({ input, outcomes: byMembers });

/** As `members`, with a fresh session. */
export const fresh = (input = none): Row => ({ input, outcomes: { ...byMembers, stale: "reauth_required" } });

/** As `members`, and API keys that hold the scope. */
export const scoped = (input = none): Row => ({ input, outcomes: { ...byMembers, fullKey: "in" } });

/** Only ada's to do, whose thing it is; everybody else meets `code`, whatever their role. */
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

/** Admins alone. */
export const admins = (input = none): Row => ({
  input,
  outcomes: { ...byModerators, moderator: "refused", admin: "done", stale: "done" },
});

/** Admins with a fresh session. */
export const freshAdmins = (input: Input): Row => ({
  input,
  outcomes: { ...admins().outcomes, stale: "reauth_required" },
});
