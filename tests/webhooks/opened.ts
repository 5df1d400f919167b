import { sql } from "kysely";
import { openSender as composeSender } from "../../server/app/webhook-sender.ts";
import { createLog } from "../../server/providers/log.ts";
import { insertDeliveries } from "../../server/webhooks/index.ts";
import { createNodeTransport } from "../../server/webhooks/node-transport.ts";
import { type Kit, ownKit } from "../kit/index.ts";
import { messageAbout, onThisMachine } from "./sender.ts";
import { openSink } from "./sink.ts";

const secret = Buffer.from("a key of tests that is 32 bytes.");
export const environment = {
  ENCRYPTION_KEYS: `test:${secret.toString("base64")}`,
  WEBHOOK_ALLOWED_ADDRESSES: "127.0.0.0/8",
};

/** The sender as an entry composes it. */
function senderOf({ db }: Kit) {
  const config = { sendsWebhooks: true, webhookAddresses: [], encryptionKeys: [{ id: "test", secret }] };
  const log = createLog("silent", () => {});
  const sender = composeSender({ db, log, config, transport: () => createNodeTransport(onThisMachine) });
  if (sender === null) throw new Error("no sender");
  return () => sender.runOnce({ max: 100 });
}

/** A service that sends webhooks, a member, and a receiver. */
export async function open() {
  const kit = await ownKit(environment);
  return { kit, ada: kit.member("ada"), sink: await openSink(), send: senderOf(kit) };
}

/** Stores an event about each account, in the log and for the endpoints that receive it. */
export async function enqueueMessages({ db }: Kit, ...accounts: readonly number[]): Promise<readonly string[]> {
  const messages = accounts.map((id) => messageAbout(id));
  for (const { id, position, event, accountId, occurredAt } of messages)
    await sql`
      insert into event_log (slot, position, event_id, name, is_public, payload, occurred_at)
        values (0, ${position}, ${id}, ${event}, true, ${JSON.stringify({ accountId })}, ${occurredAt})`.execute(db);
  await insertDeliveries(db, messages);
  return messages.map(({ id }) => id);
}
