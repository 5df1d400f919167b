import { sql } from "kysely";
import { compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import { indexStatement } from "../../server/documents/index.ts";
import type { ApiHandlers, SessionViewer, SharedRedis } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createGraphql } from "../../server/surfaces/graphql/index.ts";
import { type Api, collectionOf } from "../../shared/contract/index.ts";
import { publicOrigin } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";

const sessionId = "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10";

/** Composes an application of collections over a database of its own, with accounts ada and grace. */
export async function openCollections<T extends Api>(
  api: T,
  handlers: ApiHandlers<T>,
  redis: SharedRedis | null = null,
) {
  const database = await createTestDatabase();
  const { db } = database;
  const people = new Map<string, SessionViewer>();
  for (const username of ["ada", "grace"]) {
    const account = { username, email: `${username}@example.com` };
    const { id } = await db.insertInto("account").values(account).returning("id").executeTakeFirstOrThrow();
    people.set(username, {
      kind: "session",
      id,
      username,
      role: "member",
      sessionId,
      isFresh: true,
      credentialVersion: 1,
    });
  }
  for (const contracts of Object.values(api)) {
    const { name, indexes } = collectionOf(contracts);
    for (const index of indexes) await sql.raw(indexStatement(name, index).statement).execute(db);
  }
  const failures: Record<string, unknown>[] = [];
  const application = compose({
    api,
    handlers,
    authenticate: async (_services, { token }) => people.get(token) ?? null,
    readiness: { isAccepting: () => true, dependencies: {} },
    config: { publicUrl: new URL(publicOrigin), appOrigins: "*", trustedProxies: 0 },
    log: createLog("error", (line) => failures.push(JSON.parse(line))),
    graphql: createGraphql({ introspection: true, documents: null }),
  });
  const services = { ...createServices(db, { passwordPolicy: "length", limits: "off" }), redis };
  const send = (path: string, init?: RequestInit) =>
    application.fetch(new Request(new URL(path, publicOrigin), init), { services, address: "192.0.2.1" });

  /** Sends a REST request of ada's, or of the person that `as` names. */
  async function rest(
    method: string,
    path: string,
    body?: unknown,
    { as = "ada", ...headers }: { readonly as?: string } & Readonly<Record<string, string>> = {},
  ) {
    const response = await send(`/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === "" ? undefined : JSON.parse(text),
    };
  }
  return { db, send, rest, failures, drop: database.drop };
}
