import { type Client, createClient } from "../../client/index.ts";
import type { Role } from "../../shared/contract/index.ts";
import { publicOrigin, type TestApp } from "../support/app.ts";
import { enrol, type Person } from "../support/people.ts";

/** The generated client of a signed-in account, which is created with the first call. */
export interface Actor extends Client {
  /** Returns the account; creates it at first use. */
  readonly person: () => Promise<Person>;
}

/** The callers of one test's application. */
export interface Actors {
  /** An anonymous client. */
  readonly anyone: Client;
  /** The member with this name; repeated calls return the same one. */
  readonly member: (username: string) => Actor;
  readonly moderator: Actor;
  readonly admin: Actor;
  /** A client with a bearer token: an API key, an app's token, or an invalid one. */
  readonly bearer: (token: string) => Client;
}

/**
 * Creates the actors of one application; they call it through tRPC without a network. `enrolled`: all actors used so
 * far.
 */
export function createActors(app: TestApp): { readonly actors: Actors; readonly enrolled: () => Promise<unknown> } {
  const origin = {
    url: publicOrigin,
    fetch: (url: string, init: RequestInit) => app.fetch(pathOf(url), init),
    // Upper bound of the client's retries of rate-limited calls.
    timeoutMs: 5000,
  };
  const known = new Map<string, Actor>();

  const actor = (username: string, role: Role): Actor => {
    const earlier = known.get(username);
    if (earlier !== undefined) return earlier;
    let enrolling: Promise<Person> | undefined;
    const person = () => {
      enrolling ??= enrol(app, username, role);
      return enrolling;
    };
    const made = { ...createClient({ ...origin, token: async () => (await person()).token }), person };
    known.set(username, made);
    return made;
  };
  const actors: Actors = {
    anyone: createClient(origin),
    member: (username) => actor(username, "member"),
    get moderator() {
      return actor("moderator", "moderator");
    },
    get admin() {
      return actor("admin", "admin");
    },
    bearer: (token) => createClient({ ...origin, token }),
  };
  return { actors, enrolled: () => Promise.all([...known.values()].map(({ person }) => person())) };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
