import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  callsOf,
  isBodiless,
  type NamedProcedure,
  type Procedure,
  parseRoute,
  statusesOf,
} from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { featureSamples } from "../samples/index.ts";
import {
  type CredentialName,
  credentials,
  maskVaryingValues,
  type ReplicaApp,
  startReplicaApp,
} from "../support/replica-app.ts";
import { type EncodedCall, encodeCall, type ParityCase, parityCase } from "./parity-inputs.ts";

const seed = 20261106;
/** Enough calls for each procedure to get its share. */
const numRuns = Number(process.env.PARITY_RUNS ?? Math.max(1000, callsOf(api).length * 25));

/** The outcome of a call, independent of the surface. */
type Ending =
  | { readonly output: unknown; readonly cookie: string }
  | { readonly status: number; readonly code: string; readonly errors: unknown; readonly detail: string };

const procedures = new Map(callsOf(api).map(({ name, procedure }) => [name, procedure]));

type HeaderFields = Readonly<Record<string, string>>;
const json = { "content-type": "application/json" };
const cookieOf = (response: Response) => maskVaryingValues(response.headers.get("set-cookie") ?? "");
const parse = async (response: Response) => JSON.parse(maskVaryingValues(await response.text()));

async function overTrpc(
  twin: ReplicaApp,
  { name, procedure }: NamedProcedure,
  { input }: EncodedCall,
  headers: HeaderFields,
): Promise<Ending> {
  const text = JSON.stringify(input);
  const response =
    procedure.kind === "query"
      ? await twin.app.fetch(`/trpc/${name}?input=${encodeURIComponent(text)}`, { headers })
      : await twin.app.fetch(`/trpc/${name}`, { method: "POST", headers: { ...headers, ...json }, body: text });
  const { result, error } = await parse(response);
  if (error === undefined) return { output: result.data, cookie: cookieOf(response) };
  expect(response.status).toBe(error.data.httpStatus);
  return { status: response.status, code: error.data.reason, errors: error.data.errors, detail: error.message };
}

async function overRest(
  twin: ReplicaApp,
  { procedure }: NamedProcedure,
  { address, body }: EncodedCall,
  headers: HeaderFields,
): Promise<Ending> {
  const { rest } = procedure;
  const { method } = parseRoute(rest?.route ?? "");
  const enveloped = rest?.body === undefined ? body : { [rest.body]: body };
  const init = body === undefined ? { headers } : { headers: { ...headers, ...json }, body: JSON.stringify(enveloped) };
  const response = await twin.app.fetch(`/api${address}`, { method, ...init });
  if (response.ok) {
    expect(rest === undefined ? [200] : statusesOf(rest)).toContain(response.status);
    const answer = rest !== undefined && isBodiless(rest, procedure) ? null : await parse(response);
    return { output: rest?.reply === undefined ? answer : answer[rest.reply], cookie: cookieOf(response) };
  }
  const problem = await parse(response);
  expect(response.status).toBe(problem.status);
  return { status: problem.status, code: problem.code, errors: problem.errors, detail: problem.detail };
}

let twins: readonly [ReplicaApp, ReplicaApp];
beforeAll(async () => {
  twins = [await startReplicaApp(), await startReplicaApp()];
});
afterAll(() => Promise.all(twins.map(({ app }) => app.stop())));

const endsSession = (name: string) =>
  name.startsWith("sessions.logout") || ["sessions.openApp", "sessions.reauthenticate"].includes(name);

const headersOf = async (twin: ReplicaApp, name: string, credential: CredentialName) => ({
  "x-request-id": "both-surfaces",
  ...(endsSession(name) && credential === "ada" ? await twin.freshHeaders() : twin.headersFor(credential)),
});

// These calls would sign the twins' long-lived sessions out for the rest of the run: log-outs, new passwords and
// deleted accounts. A new secret differs between the twins.
const isSafe = (name: string, credential: CredentialName) =>
  ![
    "sessions.openApp",
    "apiKeys.create",
    "passkeys.beginEnrolment",
    "passkeys.beginSignIn",
    "passwords.change",
    "accounts.delete",
  ].includes(name) &&
  (!endsSession(name) || ["ada", "none", "dead", "odd", "twice"].includes(credential));

const samples = new Map(featureSamples.flatMap(({ access }) => Object.entries(access)));

/** Calls of features with samples: some are forbidden to ada, some concern one of a few records. */
const isBeyondSamples = ({ name, procedure }: NamedProcedure) =>
  samples.has(name) && (samples.get(name)?.outcomes.ada === "refused" || "id" in procedure.input.shape);

/** Calls that require an id, a secret, a role or a provider that random inputs do not have, and unimplemented ones. */
const neverDone = callsOf(api)
  .filter(
    (named) =>
      "unwritten" in named.procedure.errors ||
      isBeyondSamples(named) ||
      /^(admin|totp)\.|^factors\.renew|^passkeys\.(begin|finish|rename|remove|signIn)|^oauth\.(start|link|unlink)$|^apiKeys\.(create|revoke)$|^sessions\.(openApp|revoke|refresh|reauthenticate)$|^passwords\.(reset|change)$|^emails\.(verify|confirmChange|undo)$|^accounts\.delete$|^apps\.|^webhooks\.(?!list$)|^serviceTokens\.create$/.test(
        named.name,
      ),
  )
  .map(({ name }) => name);

const credential = fc.oneof(
  { weight: 2, arbitrary: fc.constant("ada" as const) },
  { weight: 1, arbitrary: fc.constantFrom(...credentials) },
);

test(`${numRuns} calls end alike over tRPC and REST (seed ${seed})`, { timeout: 600_000 }, async () => {
  const succeeded = new Set<string>();
  const codes = new Set<string>();
  const check = async ({ name, fields }: ParityCase, as: CredentialName) => {
    const procedure = procedures.get(name);
    if (procedure?.rest === undefined || !isSafe(name, as)) return fc.pre(false);
    const encoded = encodeCall(procedure, parseRoute(procedure.rest.route), fields);
    if (encoded === undefined) return fc.pre(false);
    const given = { name, procedure };
    const [first, second] = twins;
    const trpc = await overTrpc(first, given, encoded, await headersOf(first, name, as));
    const rest = await overRest(second, given, encoded, await headersOf(second, name, as));
    expect(rest).toEqual(trpc);
    if ("output" in trpc) succeeded.add(name);
    else codes.add(trpc.code);
  };
  await fc.assert(fc.asyncProperty(parityCase, credential, check), { seed, numRuns, endOnFailure: true });
  expect([...codes].sort()).toEqual(
    expect.arrayContaining(["forbidden", "invalid", "malformed", "not_found", "unauthorized"]),
  );
  expect(codes).not.toContain("internal");
  const done = callsOf(api).map(({ name }) => name);
  expect(done.filter((name) => !succeeded.has(name) && !neverDone.includes(name))).toEqual([]);
});

test("every procedure can be called over REST, so that the comparison above leaves none out", () => {
  const hasNoRoute = ({ procedure }: { procedure: Procedure }) => procedure.rest === undefined;
  expect(callsOf(api).filter(hasNoRoute)).toEqual([]);
});
