import type { RunningServer } from "../support/runtimes.ts";

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly body: any;
}

interface CallOptions {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A running server as the end-to-end suite uses it. */
export interface Service {
  readonly url: string;
  /** Calls `/api` and parses the JSON of the response. */
  readonly rest: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** Registration data of a new person. */
  readonly person: () => Person;
  /** Registers a new person. */
  readonly signUp: () => Promise<Person & { readonly token: string }>;
}

interface Person {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

async function call(url: string, method: string, { token, headers, body }: CallOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Token ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** Creates the service; `server` is asked at each call, so that it may be started later. */
export function createService(server: () => RunningServer): Service {
  let serial = 0;
  const rest: Service["rest"] = (method, path, options) => call(`${server().url}/api${path}`, method, options);
  const person = () => {
    const username = `person${++serial}`;
    return { username, email: `${username}@example.com`, password: "a fine password" };
  };
  return {
    get url() {
      return server().url;
    },
    rest,
    person,
    signUp: async () => {
      const user = person();
      const { body } = await rest("POST", "/users", { body: { user } });
      return { ...user, token: String(body.user.token) };
    },
  };
}

/** An article to publish. */
export const article = (title: string) => ({
  title,
  description: "About it.",
  body: "All of it.",
  tagList: ["wood", "glue"],
});
