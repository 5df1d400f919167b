import { type Client, createClient } from "../../client/index.ts";
import type { Role } from "../../shared/contract/index.ts";
import { publicOrigin, type TestApp } from "../support/app.ts";
import { enrol, type Person } from "../support/people.ts";

/** The generated client, signed in as somebody, who is enrolled with the first call. */
export interface Actor extends Client {
  /** Who it is; enrols them if nobody did yet. */
  readonly person: () => Promise<Person>;
}

/** Who can call the application of one test. */
export interface Actors {
  /** Nobody who signed in. */
  readonly anyone: Client;
  /** A member of that name: the same one however often it is asked for. */
  readonly member: (username: string) => Actor;
  readonly moderator: Actor;
  readonly admin: Actor;
  /** Whoever holds the token: an API key's, an app's, or one that opens nothing. */
  readonly bearer: (token: string) => Client;
}

/** Makes the actors of one application, who call it through tRPC without a network. `enrolled`: all who were asked for. */
export function createActors(app: TestApp): { readonly actors: Actors; readonly enrolled: () => Promise<unknown> } {
  const origin = {
    url: publicOrigin,
    fetch: (url: string, init: RequestInit) => app.fetch(pathOf(url), init),
    // The client tries again what is limited for no longer than this.
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
