import { recordAudit } from "../audit/index.ts";
import type { Db } from "../database/index.ts";
import { notify } from "../features/credentials/index.ts";
import type { Log } from "../providers/log.ts";
import { createSeal } from "../providers/seal.ts";
import type { Tracer } from "../telemetry/index.ts";
import {
  type AllowedTargets,
  createAddressPolicy,
  createAllowedTargets,
  createSender,
  type OnDisabled,
  type Resolve,
  type Sender,
  type SendWebhook,
} from "../webhooks/index.ts";
import type { Config } from "./config.ts";

/** Mails the owner and keeps the reason in the audit log. */
const onDisabled: OnDisabled = async (tx, { id, accountId, messageId }, reason) => {
  const details = { endpointId: id, reason };
  const entry = { action: "webhook.disabled", actorId: null, accountId, details } as const;
  await recordAudit(tx, { address: "", requestId: messageId }, entry);
  await notify(tx, accountId, "webhook_disabled");
};

/** Dependencies of the sender. */
export interface SenderDependencies {
  readonly db: Db;
  readonly log: Log;
  readonly tracer?: Tracer | null;
  readonly config: Pick<Config, "sendsWebhooks" | "webhookAddresses" | "encryptionKeys">;
  /** The runtime's transport. */
  readonly transport: (targets: AllowedTargets) => SendWebhook;
  /** Resolves names; absent where the platform resolves them itself. */
  readonly resolve?: Resolve;
}

/** Creates the sender of a process; `null` where webhooks are off, or nothing can be sealed. */
export function openSender({ db, log, tracer = null, config, transport, resolve }: SenderDependencies): Sender | null {
  const [current, ...older] = config.encryptionKeys;
  if (!config.sendsWebhooks || current === undefined) return null;
  const targets = createAllowedTargets(createAddressPolicy(config.webhookAddresses), resolve);
  return createSender({ db, log, tracer, seal: createSeal([current, ...older]), send: transport(targets), onDisabled });
}
