import { randomUUID } from "node:crypto";
import type { Db } from "../../server/database/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createSeal } from "../../server/providers/seal.ts";
import {
  createAddressPolicy,
  createAllowedTargets,
  createSender,
  insertDeliveries,
  type NewMessage,
  newHmacSecret,
  readAddressRange,
  type SenderOptions,
  sealSecret,
} from "../../server/webhooks/index.ts";
import { createNodeTransport, createResolve } from "../../server/webhooks/node-transport.ts";

/** The key that tests seal with. */
export const seal = createSeal([{ id: "test", secret: Buffer.alloc(32, "key of tests") }]);

/** Targets that permit this machine, as `WEBHOOK_ALLOWED_ADDRESSES=127.0.0.0/8` does. */
export const onThisMachine = createAllowedTargets(
  createAddressPolicy([readAddressRange("127.0.0.0/8") ?? expectRange()]),
  createResolve(),
);

function expectRange(): never {
  throw new Error("no range");
}

/** A sender whose lines of log and disabled endpoints can be read. */
export function openSender(db: Db, options: Partial<SenderOptions> = {}) {
  const lines: string[] = [];
  const disabled: string[] = [];
  const sender = createSender({
    db,
    log: createLog("debug", (line) => lines.push(line)),
    seal,
    send: createNodeTransport(onThisMachine),
    onDisabled: async (_, { id }, reason) => void disabled.push(`${id} ${reason}`),
    random: () => 0.5,
    ...options,
  });
  return { ...sender, lines, disabled };
}

export async function insertAccount(db: Db, name = "ada"): Promise<number> {
  const account = { username: name, email: `${name}@example.com`, password_hash: "-" };
  return (await db.insertInto("account").values(account).returning("id").executeTakeFirstOrThrow()).id;
}

/** An endpoint's row, with its secret. */
export interface TestEndpoint {
  readonly id: string;
  readonly secret: string;
}

export async function insertEndpoint(db: Db, accountId: number, url: string): Promise<TestEndpoint> {
  const id = randomUUID();
  const { secret } = newHmacSecret();
  await db
    .insertInto("webhook_endpoint")
    .values({
      id,
      account_id: accountId,
      url,
      description: "",
      events: [],
      is_for_all: false,
      signature: "hmac",
      sealed_secret: sealSecret(seal, id, secret),
    })
    .execute();
  return { id, secret };
}

let position = 0;

/** A message about an account. */
export function messageAbout(accountId: number, about: Partial<NewMessage> = {}): NewMessage {
  const occurredAt = new Date(Date.now() + 1000).toISOString();
  const at = ++position;
  const body = JSON.stringify({ type: "article.published", timestamp: occurredAt, data: { number: at } });
  return {
    id: randomUUID(),
    position: at,
    event: "article.published",
    accountId,
    occurredAt,
    body,
    traceparent: null,
    ...about,
  };
}

/** Stores messages for the endpoints of an account. @returns their ids. */
export async function enqueueMessages(db: Db, accountId: number, count = 1): Promise<readonly string[]> {
  const messages = Array.from({ length: count }, () => messageAbout(accountId));
  await insertDeliveries(db, messages);
  return messages.map(({ id }) => id);
}

export const endpointRow = (db: Db, id: string) =>
  db.selectFrom("webhook_endpoint").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

export const attemptsOf = (db: Db, id: string) =>
  db.selectFrom("webhook_attempt").selectAll().where("endpoint_id", "=", id).orderBy("id").execute();
