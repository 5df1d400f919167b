import { Webhook } from "standardwebhooks";
import { describe } from "vitest";
import { expect, ownKit, test } from "../kit/index.ts";
import { enqueueMessages, environment, open } from "./opened.ts";
import { withStatus } from "./sink.ts";

const publicUrl = "https://93.184.215.14/hook";

test("webhooks.test: the event arrives at once, signed with the secret of webhooks.create", async () => {
  const { ada, sink, send } = await open();
  const { secret: shown, endpoint } = await ada.webhooks.create({ url: sink.url, description: "site" });
  expect(shown).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify(await ada.webhooks.list())).not.toContain("whsec_");
  const { eventId } = await ada.webhooks.test({ id: endpoint.id });
  await send();
  const [one] = sink.received;
  const payload = new Webhook(shown ?? "").verify(one?.body ?? "", { ...one?.headers });
  expect(payload).toMatchObject({ type: "webhook.test", data: { endpointId: endpoint.id } });
  expect(one?.headers["webhook-id"]).toBe(eventId);
  const { attempts, next } = await ada.webhooks.listAttempts({ id: endpoint.id });
  expect(attempts).toMatchObject([{ eventId, event: "webhook.test", attempt: 1, status: 204, error: null }]);
  expect(next).toBeNull();
});

test("webhooks.test: a test that fails is not repeated, and leaves the endpoint as it was", async () => {
  const { ada, sink, send } = await open();
  const { endpoint } = await ada.webhooks.create({ url: sink.url });
  sink.answer = withStatus(410);
  await ada.webhooks.test({ id: endpoint.id });
  await send();
  await send();
  expect(sink.received).toHaveLength(1);
  expect(await ada.webhooks.get({ id: endpoint.id })).toMatchObject({
    disabledAt: null,
    failingSince: null,
    pending: 0,
  });
});

test("webhooks.rotateSecret: both secrets sign during the overlap, and a disclosed one stops at once", async () => {
  const { ada, sink, send } = await open();
  const first = await ada.webhooks.create({ url: sink.url });
  const { id } = first.endpoint;
  const second = await ada.webhooks.rotateSecret({ id });
  expect(second.endpoint.previousSecretUntil).not.toBeNull();
  await ada.webhooks.test({ id });
  await send();
  for (const shown of [first.secret, second.secret])
    new Webhook(shown ?? "").verify(sink.received[0]?.body ?? "", { ...sink.received[0]?.headers });
  const third = await ada.webhooks.rotateSecret({ id, overlapHours: 0 });
  expect(third.endpoint.previousSecretUntil).toBeNull();
  await ada.webhooks.test({ id });
  await send();
  const last = sink.received[1];
  expect(() => new Webhook(second.secret ?? "").verify(last?.body ?? "", { ...last?.headers })).toThrow();
});

test("webhooks.update: an attempt at the former URL neither disables the endpoint nor delays the new URL", async () => {
  const { kit, ada, sink, send } = await open();
  const { endpoint } = await ada.webhooks.create({ url: `${sink.url}/former` });
  const [eventId] = await enqueueMessages(kit, (await ada.person()).id);
  sink.answer = ({ path }, response) => {
    if (path !== "/hook/former") return void response.writeHead(503).end();
    void ada.webhooks.update({ id: endpoint.id, url: `${sink.url}/new` }).then(() => response.writeHead(410).end());
  };
  await send();
  expect(await ada.webhooks.get({ id: endpoint.id })).toMatchObject({ disabledAt: null, pending: 1 });
  expect(sink.received.map(({ path, headers }) => [path, headers["webhook-id"]])).toEqual([
    ["/hook/former", eventId],
    ["/hook/new", eventId],
  ]);
  const { attempts } = await ada.webhooks.listAttempts({ id: endpoint.id });
  expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [1, 410],
  ]);
});

test("webhooks.create: ed25519 keeps its private key and shows the public one", async () => {
  const { ada } = await open();
  const { secret: shown, endpoint } = await ada.webhooks.create({ url: publicUrl, signature: "ed25519" });
  expect([shown, endpoint.publicKey]).toEqual([null, expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/)]);
  const rotated = await ada.webhooks.rotateSecret({ id: endpoint.id });
  expect(rotated.endpoint.publicKey).not.toBe(endpoint.publicKey);
});

test("webhooks: endpoints of other accounts are not found, and secrets are encrypted in the database", async () => {
  const { kit, ada } = await open();
  const { secret: shown, endpoint } = await ada.webhooks.create({ url: publicUrl });
  const { id } = endpoint;
  const grace = kit.member("grace").webhooks;
  const calls = [
    grace.get({ id }),
    grace.update({ id, enabled: false }),
    grace.rotateSecret({ id }),
    grace.test({ id }),
    grace.listAttempts({ id }),
    grace.replay({ id, since: "2026-01-01T00:00:00.000Z" }),
    grace.delete({ id }),
  ];
  await Promise.all(calls.map((call) => expect(call).rejects.toMatchObject({ code: "not_found" })));
  const [row] = await kit.db.selectFrom("webhook_endpoint").selectAll().execute();
  expect(row?.sealed_secret).toMatch(/^v1\.test\./);
  expect(JSON.stringify(row)).not.toContain(shown);
});

describe("webhooks.create refuses", () => {
  test("URLs that lead to no public address, and names of no public event", async () => {
    const { kit } = await open();
    const other = await ownKit({ ENCRYPTION_KEYS: environment.ENCRYPTION_KEYS });
    for (const url of ["https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://169.254.169.254/"])
      await expect(other.member("ada").webhooks.create({ url })).rejects.toMatchObject({
        code: "invalid",
        status: 422,
      });
    await expect(other.member("ada").webhooks.create({ url: "http://93.184.215.14/" })).rejects.toMatchObject({
      errors: { url: ["must begin with https://"] },
    });
    await expect(
      other.member("ada").webhooks.create({ url: publicUrl, events: ["mail.notice"] }),
    ).rejects.toMatchObject({
      errors: { events: ["must be names of public events"] },
    });
    const { endpoint } = await kit.member("ada").webhooks.create({ url: publicUrl });
    await expect(kit.member("ada").webhooks.update({ id: endpoint.id, url: "https://10.0.0.1" })).rejects.toMatchObject(
      {
        errors: { url: ["must lead to a public address"] },
      },
    );
  });

  test("an eleventh endpoint, one for all accounts by a member, and any where webhooks are off or no encryption key is set", async () => {
    const { kit, ada } = await open();
    await expect(ada.webhooks.create({ url: publicUrl, forAll: true })).rejects.toMatchObject({ code: "admins_only" });
    expect((await kit.admin.webhooks.create({ url: publicUrl, forAll: true })).endpoint.forAll).toBe(true);
    for (let made = 0; made < 10; made++) await ada.webhooks.create({ url: publicUrl });
    await expect(ada.webhooks.create({ url: publicUrl })).rejects.toMatchObject({ code: "too_many" });
    for (const without of [{}, { ...environment, WEBHOOKS: "off" }]) {
      const off = (await ownKit(without)).member("ada").webhooks;
      await expect(off.create({ url: publicUrl })).rejects.toMatchObject({ code: "unavailable_here", status: 503 });
    }
  });
});

test("an endpoint gets events about its own account, an admin's endpoint for all gets those of every account, both by event name", async () => {
  const { kit, ada, sink, send } = await open();
  const grace = kit.member("grace");
  const people = [(await ada.person()).id, (await grace.person()).id] as const;
  await ada.webhooks.create({ url: `${sink.url}/ada` });
  await ada.webhooks.create({ url: `${sink.url}/other`, events: ["article.deleted"] });
  await kit.admin.webhooks.create({ url: `${sink.url}/all`, forAll: true });
  await enqueueMessages(kit, ...people);
  await send();
  expect(sink.received.map(({ path }) => path).sort()).toEqual(["/hook/ada", "/hook/all", "/hook/all"]);
  await kit.db.updateTable("account").set({ role: "member" }).where("role", "=", "admin").execute();
  await enqueueMessages(kit, ...people);
  await send();
  expect(sink.received.map(({ path }) => path).sort()).toEqual(["/hook/ada", "/hook/ada", "/hook/all", "/hook/all"]);
});

test("a disabled endpoint gets nothing; enabled again, it gets waiting messages, and missed ones by replay", async () => {
  const { kit, ada, sink, send } = await open();
  const accountId = (await ada.person()).id;
  const { endpoint } = await ada.webhooks.create({ url: sink.url });
  const { id } = endpoint;
  sink.answer = withStatus(410);
  const [gone, waiting] = await enqueueMessages(kit, accountId, accountId);
  await send();
  expect(await ada.webhooks.get({ id })).toMatchObject({ disabledReason: "gone", pending: 1 });
  expect(await kit.jobs("mail.notice")).toMatchObject([{ about: "webhook_disabled", accountId }]);
  await expect(ada.webhooks.test({ id })).rejects.toMatchObject({ code: "disabled" });
  const [missed] = await enqueueMessages(kit, accountId);
  await send();
  expect(sink.received).toHaveLength(1);
  sink.answer = withStatus(200);
  await ada.webhooks.update({ id, enabled: true });
  await send();
  expect(sink.received.map(({ headers }) => headers["webhook-id"])).toEqual([gone, waiting]);
  const since = new Date(Date.now() - 60_000).toISOString();
  const until = new Date(Date.now() + 60_000).toISOString();
  expect(await ada.webhooks.replay({ id, since, until })).toEqual({ count: 3, next: null });
  await send();
  expect(sink.received.slice(2).map(({ headers }) => headers["webhook-id"])).toEqual([gone, waiting, missed]);
  expect(await ada.webhooks.replay({ id, eventId: missed })).toEqual({ count: 1, next: null });
  await send();
  expect(sink.received).toHaveLength(6);
  expect(
    new Set(sink.received.filter(({ headers }) => headers["webhook-id"] === missed).map(({ body }) => body)).size,
  ).toBe(1);
});

test("webhooks.delete, and the deletion of the account, leave neither deliveries nor attempts", async () => {
  const { kit, ada, sink, send } = await open();
  const { id: accountId, username } = await ada.person();
  const { endpoint } = await ada.webhooks.create({ url: sink.url });
  await ada.webhooks.create({ url: sink.url });
  await enqueueMessages(kit, accountId);
  await send();
  await ada.webhooks.delete({ id: endpoint.id });
  const rows = async () => [
    (await kit.db.selectFrom("webhook_delivery").selectAll().execute()).length,
    (await kit.db.selectFrom("webhook_attempt").selectAll().execute()).length,
  ];
  expect(await rows()).toEqual([1, 1]);
  await ada.accounts.delete({ username });
  expect(await rows()).toEqual([0, 0]);
  const actions = await kit.db.selectFrom("audit").select("action").where("action", "like", "webhook.%").execute();
  expect(actions.map(({ action }) => action).sort()).toEqual(["webhook.created", "webhook.created", "webhook.deleted"]);
});
