import { createHmac, scryptSync } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import { startSession } from "../../server/features/sessions/index.ts";
import { publicOrigin, type RestAnswer, type TestApp } from "../support/app.ts";
import { type Authenticator, createAuthenticator, type Deviations } from "../support/authenticator.ts";
import { enrol, type Person } from "../support/people.ts";

export const password = "a fine password";
const keyOf = (letter: string) => Buffer.alloc(32, letter).toString("base64");
export const encryptionKeys = { old: `old:${keyOf("o")}`, current: `current:${keyOf("c")}` };

/** A user with a password. */
export interface Owner extends Person {
  readonly email: string;
}

/** A cheap hash of {@link password}; signing in rehashes it. */
const salt = Buffer.alloc(16, "salt");
const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
const weakHash = `$scrypt$ln=10,r=8,p=1$${base64(salt)}$${base64(key)}`;

/** Creates a user with {@link password}. */
export async function enrolOwner(app: TestApp): Promise<Owner> {
  const { db } = app.database;
  const person = await enrol(app);
  await db.updateTable("account").set({ password_hash: weakHash }).where("id", "=", person.id).execute();
  return { ...person, email: `${person.username}@example.com` };
}

/**
 * Re-authenticates in twenty sessions of an account at once.
 * @returns the count of each status.
 */
export async function proveAtOnce(
  app: TestApp,
  { id }: Pick<Person, "id">,
  proof: object,
): Promise<Record<number, number>> {
  const start = { accountId: id, keptIn: "token", userAgent: null, methods: ["oauth"] } as const;
  const sessions = Array.from({ length: 20 }, () => startSession(app.database.db, start));
  const counts: Record<number, number> = {};
  const prove = async (token: string) => {
    const { status } = await app.rest("POST", "/sessions/reauthenticate", { token, body: proof });
    counts[status] = (counts[status] ?? 0) + 1;
  };
  await Promise.all((await Promise.all(sessions)).map(prove));
  return counts;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function fromBase32(text: string): Buffer {
  let bits = "";
  for (const letter of text) bits += alphabet.indexOf(letter).toString(2).padStart(5, "0");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The TOTP code of now, or of some 30-second steps earlier or later (RFC 6238). */
export function codeOf(secret: string, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** An enabled authenticator app. */
export interface Enabled {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** The session's new token. */
  readonly token: string;
}

export async function enableTotp(app: TestApp, token: string): Promise<Enabled> {
  const { secret } = (await app.rest("POST", "/totp", { token })).body;
  const { status, body } = await app.rest("POST", "/totp/confirmation", { token, body: { code: codeOf(secret) } });
  expect(status).toBe(200);
  return { secret, ...body };
}

/** Forgets used codes, as if time had passed. */
export const forgetSteps = (app: TestApp, { id }: Pick<Person, "id">) =>
  sql`update totp set last_step = 0 where account_id = ${id}`.execute(app.database.db);

export const logIn = (app: TestApp, { email }: Pick<Owner, "email">, more: object = {}): Promise<RestAnswer> =>
  app.rest("POST", "/users/login", { body: { user: { email, password, ...more } } });

/** Code and messages of a response. */
export const summaryOf = ({ status, body }: RestAnswer) => [status, body?.code, body?.errors];

/** Registers a passkey with a session's account. */
export async function addPasskey(app: TestApp, token: string, authenticator = createAuthenticator(publicOrigin)) {
  const begun = (await app.rest("POST", "/passkeys/begin", { token })).body;
  const credential = authenticator.create(begun.options);
  const body = { ceremony: begun.ceremony, credential, name: "Phone" };
  const answer = await app.rest("POST", "/passkeys", { token, body });
  expect(answer.status).toBe(201);
  return { authenticator, id: String(answer.body.passkey.id), token: String(answer.body.token), body: answer.body };
}

/** Starts a passkey authentication and lets the authenticator respond. */
export async function assertion(app: TestApp, authenticator: Authenticator, deviations?: Deviations) {
  const { ceremony, options } = (await app.rest("POST", "/passkeys/sign-in/begin")).body;
  return { ceremony, credential: authenticator.get(options, deviations) };
}

/** The audit entries of an account, oldest first. */
export async function auditOf(app: TestApp, { id }: Pick<Person, "id">): Promise<readonly string[]> {
  const rows = app.database.db.selectFrom("audit").select("action").where("account_id", "=", id).orderBy("id");
  return (await rows.execute()).map(({ action }) => action);
}
