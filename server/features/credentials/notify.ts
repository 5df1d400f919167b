import type { EventPayloads } from "../../../shared/events.ts";
import type { Tx } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import { findAddress } from "./queries.ts";

/** Topics of security notices by mail. */
export type NoticeTopic = EventPayloads["notice.due"]["about"];

/** Mails the account's owner at the current address: an address set meanwhile may be an attacker's. */
export async function notify(tx: Tx, accountId: number, about: NoticeTopic): Promise<void> {
  const to = await findAddress(tx, accountId);
  if (to !== undefined) await append(tx, "notice.due", { accountId, to, about });
}
