import { expect } from "vitest";
import type * as z from "zod";
import { proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { serveTestApp } from "../support/http.ts";
import type { NativeProgram } from "../support/native-program.ts";
import { type Call, holdToDocument, type Sent } from "../surfaces/answers/call.ts";
import { stories, storySettings } from "../surfaces/answers/stories.ts";
import { meaningOf } from "../surfaces/parity-inputs.ts";
import { type ClientUnderTest, comparable } from "./client-scenes.ts";

// The stories that hold REST to its document, told by a client: every procedure is done there at least once.

const procedures = new Map(proceduresOf(api).map(({ name, procedure }) => [name, procedure]));
const procedureOf = (name: string) => procedures.get(name) ?? expect.fail(`no procedure ${name}`);

/** The input of a procedure from what REST is sent: path, query and body. */
function inputOf(name: string, { path = {}, search = "", body }: Sent): Readonly<Record<string, unknown>> {
  const { input, rest } = procedureOf(name);
  const shape: z.core.$ZodShape = input.shape;
  const texts = [...Object.entries(path), ...new URLSearchParams(search)];
  const inAddress = texts.map(([field, text]) => {
    const schema = shape[field] ?? expect.fail(`${name} has no field ${field}`);
    return [field, meaningOf(String(text), schema)] as const;
  });
  const fields = rest?.body === undefined ? body : Reflect.get(Object(body), rest.body);
  return { ...Object(fields), ...Object.fromEntries(inAddress) };
}

/** The last response of the service, as an ending of a client. */
function endingOf(wire: string): unknown {
  const { result, error } = JSON.parse(wire);
  if (error === undefined) return { output: result.data ?? null };
  const { reason, httpStatus, errors, details = null } = error.data;
  return { error: { code: reason, status: httpStatus, message: error.message, errors: errors ?? {}, details } };
}

/** The body that REST answers with, for the story to go on. */
function bodyOf(name: string, output: unknown): unknown {
  const { rest } = procedureOf(name);
  return rest?.reply === undefined ? output : { [rest.reply]: output };
}

/** An application whose last response is known. */
function recorded(app: TestApp): { readonly app: TestApp; readonly last: () => string } {
  let last = "";
  const fetch: TestApp["fetch"] = async (path, init, address) => {
    const response = await app.fetch(path, init, address);
    last = await response.clone().text();
    return response;
  };
  return { app: { ...app, fetch }, last: () => last };
}

/** Tells the stories by a client. @returns the procedures that no call of them was done of. */
export async function tellStories(ask: NativeProgram["ask"]): Promise<readonly string[]> {
  const app = await startTestApp(storySettings);
  const wire = recorded(app);
  const server = await serveTestApp(wire.app);
  const done = new Set<string>();
  const call: Call = async (name, status, sent = {}) => {
    const headers = { ...sent.headers, ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }) };
    const ending = await ask({ do: "call", url: server.url, headers, name, input: inputOf(name, sent) });
    expect([name, comparable(ending)]).toMatchObject([name, Object(comparable(endingOf(wire.last())))]);
    const refusal = Object(ending.error);
    expect([name, "output" in ending ? "done" : refusal.status]).toEqual([name, status < 300 ? "done" : status]);
    if ("output" in ending) done.add(name);
    return { status, headers: new Headers(), body: "output" in ending ? bodyOf(name, ending.output) : refusal };
  };
  for (const story of stories) await story({ ...holdToDocument(app), call });
  await server.stop();
  await app.stop();
  return proceduresOf(api)
    .filter(({ procedure }) => procedure.kind !== "subscription" && !("unwritten" in procedure.errors))
    .map(({ name }) => name)
    .filter((name) => !done.has(name));
}

/** Every procedure done, where random inputs seldom have the secret, the role or the order that it needs. */
export function testStories(on: ClientUnderTest): void {
  on.test(`${on.language}: every procedure is done, and the client returns what the service sent`, async () => {
    expect(await tellStories(on.ask)).toEqual([]);
  });
}
