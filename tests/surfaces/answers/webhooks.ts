import { enrolOwner } from "../../factors/owner.ts";
import type { Documented } from "./call.ts";

/** Registers a webhook endpoint, changes it and takes it away. */
export async function receiveWebhooks({ app, call }: Documented): Promise<void> {
  const { token } = await enrolOwner(app);
  const body = { url: "https://93.184.215.14/hook" };
  const { endpoint } = (await call("webhooks.create", 201, { token, body })).body;
  const about = { token, path: { id: endpoint.id } };
  await call("webhooks.list", 200, { token });
  await call("webhooks.get", 200, about);
  await call("webhooks.update", 200, { ...about, body: { description: "site" } });
  await call("webhooks.rotateSecret", 200, { ...about, body: { overlapHours: 1 } });
  await call("webhooks.test", 200, about);
  await call("webhooks.listAttempts", 200, about);
  await call("webhooks.replay", 200, { ...about, body: { since: "2026-11-05T09:30:00.000Z" } });
  await call("webhooks.delete", 204, about);
}
