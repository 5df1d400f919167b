import type { EventPayloads } from "../../../shared/events.ts";
import type { Tx } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import { findAddress } from "./queries.ts";

/** What an owner is told of by mail. */
export type NoticeTopic = EventPayloads["notice.due"]["about"];

/** Tells an account's owner by mail, at the address of this moment: one that replaces it meanwhile may be a thief's. */
export async function notify(tx: Tx, accountId: number, about: NoticeTopic): Promise<void> {
  const to = await findAddress(tx, accountId);
  if (to !== undefined) await append(tx, "notice.due", { accountId, to, about });
}
