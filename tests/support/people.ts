import { startSession } from "../../server/features/sessions/index.ts";
import type { Role } from "../../shared/contract/index.ts";
import type { RestAnswer, RestOptions, TestApp } from "./app.ts";

/** A signed-in user. */
export interface Person {
  readonly id: number;
  readonly username: string;
  readonly token: string;
}

let serial = 0;

/** Creates a user directly in the database, without a password hash to wait for. */
export async function enrol(
  app: Pick<TestApp, "database">,
  username = `person${++serial}`,
  role: Role = "member",
): Promise<Person> {
  const { db } = app.database;
  const { id } = await db
    .insertInto("account")
    .values({ username, email: `${encodeURIComponent(username)}@example.com`, role })
    .returning("id")
    .executeTakeFirstOrThrow();
  const token = await startSession(db, { accountId: id, keptIn: "token", userAgent: null, methods: ["pwd"] });
  return { id, username, token };
}

/** Creates several users at once. */
export const enrolMany = (app: TestApp, count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, () => enrol(app)));

/** Input of an article; missing fields get defaults. */
export interface DraftText {
  readonly title?: string;
  readonly description?: string;
  readonly body?: string;
  readonly tagList?: readonly string[];
}

export const draft = (text: DraftText = {}) => ({
  title: "A title",
  description: "About it",
  body: "All of it",
  ...text,
});

/** Publishes an article and returns the API's response. */
export async function publish(app: TestApp, { token }: Pick<Person, "token">, text?: DraftText) {
  const { status, body } = await app.rest("POST", "/articles", { token, body: { article: draft(text) } });
  if (status !== 201) throw new Error(`publishing answered ${status}: ${JSON.stringify(body)}`);
  return body.article;
}

/** The code and messages of a problem document. */
export async function refusal(
  app: TestApp,
  method: string,
  path: string,
  options?: RestOptions,
): Promise<Pick<RestAnswer["body"], "status" | "errors">> {
  const { status, headers, body } = await app.rest(method, path, options);
  if (status >= 400 && (body.status !== status || !headers.get("content-type")?.startsWith("application/problem+json")))
    throw new Error(`answered ${status} without a problem document: ${JSON.stringify(body)}`);
  return { status, errors: body?.errors };
}
