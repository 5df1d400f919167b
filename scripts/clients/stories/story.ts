/** Base URL of the REST API. */
export const api = process.env.API_URL ?? "";

export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** Input of an article; tags are optional. */
export interface Draft {
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

export interface Failure {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly fields: readonly string[];
}

/** Operations of the test story; each client implements them with generated functions and types only. */
export interface StoryClient {
  readonly signUp: (user: NewUser) => Promise<string | null | undefined>;
  readonly publish: (token: string, article: Draft) => Promise<{ slug: string; tagList: string[] } | undefined>;
  /** Articles by an author, without other filters. */
  readonly count: (token: string, author: string) => Promise<number | undefined>;
  readonly favorite: (
    token: string,
    slug: string,
  ) => Promise<{ favorited: boolean; favoritesCount: number } | undefined>;
  /** The failure of a call for a missing article. */
  readonly missing: (slug: string) => Promise<Failure>;
  /** The failure of an invalid publish call. */
  readonly refused: (token: string, article: Draft) => Promise<Failure>;
}

/** A failure, from problem details. */
export const failureOf = (
  status: number | undefined,
  problem: { readonly code: string; readonly errors: Readonly<Record<string, readonly string[]>> } | undefined,
): Failure => ({ status, code: problem?.code, fields: Object.keys(problem?.errors ?? {}) });

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export function same(what: string, actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

const draft: Draft = { title: "How joints hold", description: "Why.", body: "Tails and pins." };

/** A new user with a unique name. */
export function newUser(): NewUser {
  const username = `grace-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6)}`;
  return { username, email: `${username}@example.com`, password: "correct horse battery" };
}

/** Signs up, publishes, lists, favorites and fails, and checks the responses. */
export async function runStory({ signUp, publish, count, favorite, missing, refused }: StoryClient): Promise<void> {
  const user = newUser();
  const token = (await signUp(user)) ?? "";
  same("a token", token.length > 20, true);
  const article = await publish(token, { ...draft, title: `${draft.title} ${user.username}` });
  same("tags", article?.tagList, []);
  same("articles", await count(token, user.username), 1);
  const liked = await favorite(token, article?.slug ?? "");
  same("a favorite", [liked?.favorited, liked?.favoritesCount], [true, 1]);
  same("nothing there", await missing("no-such-article"), { status: 404, code: "not_found", fields: ["article"] });
  const { status, code, fields } = await refused(token, { ...draft, title: " " });
  same("a refusal", [status, code, fields.length], [422, "invalid", 1]);
}
