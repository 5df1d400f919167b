import type { JobInputs } from "../../../shared/jobs.ts";
import type { Tx } from "../../database/index.ts";
import { enqueue } from "../../jobs/index.ts";
import { findAddress } from "./queries.ts";

/** Topics of security notices by mail. */
export type NoticeTopic = JobInputs["mail.notice"]["about"];

/** Mails the account's owner at the current address: an address set meanwhile may be an attacker's. */
export async function notify(tx: Tx, accountId: number, about: NoticeTopic): Promise<void> {
  const to = await findAddress(tx, accountId);
  if (to !== undefined) await enqueue(tx, "mail.notice", { accountId, to, about });
}
