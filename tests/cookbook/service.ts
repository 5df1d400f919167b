import { cookbook, cookbookHandlers } from "../../docs/examples/cookbook/index.ts";
import { rolesInTeam } from "../../docs/examples/cookbook/teams.ts";
import { compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import type { SessionViewer } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { publicOrigin } from "../support/app.ts";
import { createRecorder } from "../support/recorder.ts";

/** Parsed log lines. */
export const failures: string[] = [];

const person = (id: number, username: string): SessionViewer => ({
  kind: "session",
  id,
  username,
  role: "member",
  sessionId: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
  isFresh: true,
  credentialVersion: 1,
});
const [ada, grace, mary] = [person(1, "ada"), person(2, "grace"), person(3, "mary")];
const application = compose({
  api: cookbook,
  handlers: cookbookHandlers,
  authenticate: async (_services, { token }) => ({ ada, grace, mary })[token] ?? null,
  rolesInTenant: (_services, { username }, team) => rolesInTeam(username, team),
  readiness: { isAccepting: () => true, dependencies: {} },
  config: { publicUrl: new URL(publicOrigin), appOrigins: "*", trustedProxies: 0 },
  log: createLog("error", (line) => failures.push(line)),
});

const services = createServices(createRecorder().db, { passwordPolicy: "length", limits: "on" });

const bindings = { services, address: "192.0.2.1" };

/** Sends a request to the cookbook's service. */
export const send = async (path: string, init?: RequestInit): Promise<Response> =>
  application.fetch(new Request(new URL(path, publicOrigin), init), bindings);

/**
 * Sends a REST request with JSON.
 * @returns the status, body and headers of the response.
 */
export async function rest(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const response = await send(`/api${path}`, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

/** Sends the same call by tRPC. */
export async function trpc(kind: "query" | "mutation", name: string, input: object) {
  const text = JSON.stringify(input);
  const response =
    kind === "query"
      ? await send(`/trpc/${name}?input=${encodeURIComponent(text)}`)
      : await send(`/trpc/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: text });
  const answer = await response.json();
  return { status: response.status, data: answer.result?.data, error: answer.error?.data };
}
