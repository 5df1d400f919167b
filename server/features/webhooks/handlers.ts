import { randomUUID } from "node:crypto";
import { webhooks } from "../../../shared/webhooks.ts";
import { recordAudit } from "../../audit/index.ts";
import { decodeCursor, encodeCursor, implement } from "../../procedures/index.ts";
import { insertTest, newEd25519Secret, newHmacSecret, replayMessages, sealSecret } from "../../webhooks/index.ts";
import { lockCaller } from "../credentials/index.ts";
import { checkEvents } from "./check-events.ts";
import { checkTarget } from "./check-target.ts";
import { presentAttempt, presentEndpoint } from "./present.ts";
import {
  countEndpoints,
  deleteEndpoint,
  findEndpoint,
  insertEndpoint,
  listAttempts,
  listEndpoints,
  maxEndpoints,
  replaceSecret,
  restartDeliveries,
  updateEndpoint,
} from "./queries.ts";

const maxReplayed = 1000;
/** Looking at one takes about a microsecond. */
const maxExamined = 50_000;

const newSecret = (signature: "hmac" | "ed25519") => (signature === "hmac" ? newHmacSecret() : newEd25519Secret());

/** A private key stays with the service. */
const shownSecret = ({ secret, publicKey }: ReturnType<typeof newSecret>) => (publicKey === null ? secret : null);

const hostOf = (url: string) => new URL(url).host;

export const webhookHandlers = implement(webhooks, {
  create: async ({ seal, webhookTargets, viewer, input, call, fail, invalid, write }) => {
    if (seal === null || webhookTargets === null) return fail("unavailable_here");
    if (input.forAll && viewer.role !== "admin") fail("admins_only");
    checkEvents(input.events, invalid);
    await checkTarget(webhookTargets, input.url, invalid);
    return write(async (tx) => {
      await lockCaller(tx, viewer);
      if ((await countEndpoints(tx, viewer.id)) >= maxEndpoints) fail("too_many");
      const id = randomUUID();
      const created = newSecret(input.signature);
      const { url, description, signature, forAll: isForAll } = input;
      const row = await insertEndpoint(tx, {
        id,
        accountId: viewer.id,
        url,
        description,
        events: [...new Set(input.events)],
        isForAll,
        signature,
        sealedSecret: sealSecret(seal, id, created.secret),
        publicKey: created.publicKey,
      });
      const details = { endpointId: id, host: hostOf(url), forAll: isForAll };
      await recordAudit(tx, call, { action: "webhook.created", actorId: viewer.id, accountId: viewer.id, details });
      return { secret: shownSecret(created), endpoint: presentEndpoint(row) };
    });
  },

  list: async ({ db, viewer }) => ({ endpoints: (await listEndpoints(db, viewer.id)).map(presentEndpoint) }),

  get: async ({ db, viewer, input, fail }) =>
    presentEndpoint((await findEndpoint(db, { accountId: viewer.id, id: input.id })) ?? fail("not_found")),

  update: async ({ webhookTargets, viewer, input, call, fail, invalid, write }) => {
    checkEvents(input.events ?? [], invalid);
    if (input.url !== undefined) {
      if (webhookTargets === null) return fail("unavailable_here");
      await checkTarget(webhookTargets, input.url, invalid);
    }
    return write(async (tx) => {
      await lockCaller(tx, viewer);
      const { id, events, ...changes } = input;
      const unique = events === undefined ? undefined : [...new Set(events)];
      const own = { accountId: viewer.id, id };
      const row = (await updateEndpoint(tx, own, { ...changes, events: unique })) ?? fail("not_found");
      if (changes.url !== undefined) await restartDeliveries(tx, id);
      const details = { endpointId: id, host: hostOf(row.url), enabled: row.disabled_at === null };
      await recordAudit(tx, call, { action: "webhook.updated", actorId: viewer.id, accountId: viewer.id, details });
      return presentEndpoint(row);
    });
  },

  delete: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      if (!(await deleteEndpoint(tx, { accountId: viewer.id, id: input.id }))) fail("not_found");
      const details = { endpointId: input.id };
      await recordAudit(tx, call, { action: "webhook.deleted", actorId: viewer.id, accountId: viewer.id, details });
      return null;
    }),

  rotateSecret: ({ seal, viewer, input, call, fail, write }) => {
    if (seal === null) return fail("unavailable_here");
    return write(async (tx) => {
      await lockCaller(tx, viewer);
      const own = { accountId: viewer.id, id: input.id };
      const { signature } = (await findEndpoint(tx, own)) ?? fail("not_found");
      const created = newSecret(signature);
      const { overlapHours } = input;
      const sealedSecret = sealSecret(seal, input.id, created.secret);
      const replacement = { sealedSecret, publicKey: created.publicKey, overlapHours };
      const row = (await replaceSecret(tx, own, replacement)) ?? fail("not_found");
      const details = { endpointId: input.id, overlapHours };
      const action = "webhook.secret_rotated";
      await recordAudit(tx, call, { action, actorId: viewer.id, accountId: viewer.id, details });
      return { secret: shownSecret(created), endpoint: presentEndpoint(row) };
    });
  },

  test: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const row = (await findEndpoint(tx, { accountId: viewer.id, id: input.id })) ?? fail("not_found");
      if (row.disabled_at !== null) fail("disabled");
      const eventId = randomUUID();
      const occurredAt = new Date().toISOString();
      const body = JSON.stringify({ type: "webhook.test", timestamp: occurredAt, data: { endpointId: input.id } });
      await insertTest(tx, input.id, { id: eventId, event: "webhook.test", body, occurredAt });
      return { eventId };
    }),

  listAttempts: async ({ db, viewer, input, fail, invalid }) => {
    const { id, limit, cursor } = input;
    const beforeId = cursor === undefined ? undefined : (decodeCursor(cursor) ?? invalid("cursor", "is invalid"));
    if ((await findEndpoint(db, { accountId: viewer.id, id })) === undefined) fail("not_found");
    const rows = await listAttempts(db, id, { limit: limit + 1, beforeId });
    const pageRows = rows.slice(0, limit);
    const last = pageRows.at(-1);
    const next = rows.length > limit && last !== undefined ? encodeCursor(last.id) : null;
    return { attempts: pageRows.map(presentAttempt), next };
  },

  replay: ({ viewer, input, fail, invalid, write }) => {
    const { id, eventId, since, until = new Date().toISOString() } = input;
    if ((eventId === undefined) === (since === undefined))
      return invalid("since", "or eventId must be given, not both");
    return write(async (tx) => {
      if ((await findEndpoint(tx, { accountId: viewer.id, id })) === undefined) fail("not_found");
      return replayMessages(tx, { endpointId: id, messageId: eventId, since, until, max: maxReplayed, maxExamined });
    });
  },
});
