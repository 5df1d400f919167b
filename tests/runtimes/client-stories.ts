import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  type TRPCLink,
} from "@trpc/client";
import { EventSource } from "eventsource";
import { expect, test } from "vitest";
import { createClient, isError } from "../../client/index.ts";
import type { Router } from "../../server/surfaces/trpc/router-type.ts";
import { openSse } from "../live/sse.ts";
import { article, type Service } from "./service.ts";

type Link = (options: { url: string; headers: () => Record<string, string> }) => TRPCLink<Router>;

const links: Readonly<Record<string, Link>> = { httpLink, httpBatchLink, httpBatchStreamLink };

export function describeTrpc(service: Service): void {
  const { person } = service;

  test.each(Object.keys(links))("the official tRPC client: an account's whole story by %s", async (name) => {
    let token: string | null = null;
    const link = links[name] ?? httpLink;
    const headers = () => (token === null ? {} : { authorization: `Bearer ${token}` });
    const client = createTRPCClient<Router>({ links: [link({ url: `${service.url}/trpc`, headers })] });
    const user = await client.accounts.register.mutate(person());
    token = user.token;
    const { slug } = await client.articles.publish.mutate(article(`By ${name}`));
    const [read, list, tags] = await Promise.all([
      client.articles.get.query({ slug }),
      client.articles.list.query({ author: user.username }),
      client.tags.list.query({}),
    ]);
    expect([read.slug, list.articlesCount, tags.tags]).toEqual([slug, 1, expect.arrayContaining(["glue", "wood"])]);
    await client.articles.favorite.mutate({ slug });
    await expect(client.articles.get.query({ slug: "no-such-article" })).rejects.toMatchObject({
      data: { code: "NOT_FOUND", reason: "not_found", errors: { article: ["not found"] } },
    });
    await client.sessions.logout.mutate({});
    await expect(client.accounts.current.query({})).rejects.toMatchObject({ data: { reason: "unauthorized" } });
  });
}

export function describeClient(service: Service): void {
  const { person } = service;

  test("the generated client: an account's whole story", async () => {
    let token: string | null = null;
    const client = createClient({ url: service.url, token: () => token });
    const user = await client.accounts.register(person());
    token = user.token;
    const { slug } = await client.articles.publish(article("By the generated client"));
    expect((await client.articles.favorite({ slug })).favoritesCount).toBe(1);
    const [read, list, feed] = await Promise.all([
      client.articles.get({ slug }),
      client.articles.list({ favorited: user.username }),
      client.articles.feed(),
    ]);
    expect([read.favorited, list.articlesCount, feed.articlesCount]).toEqual([true, 1, 0]);
    const refusal = await client.articles
      .update({ slug: "no-such-article", title: "X" })
      .catch((error: unknown) => error);
    expect(isError(refusal, "articles.update", "not_found")).toBe(true);
    await client.sessions.logout();
    await expect(client.accounts.current()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  });
}

/** Resolves when the subscription has opened its stream, which then misses nothing. */
const begun = (stream: { readonly lastEventId: string | undefined }) =>
  expect.poll(() => stream.lastEventId, { timeout: 10_000 }).toBeDefined();

export function describeStreams(service: Service): void {
  const { rest, signUp } = service;

  test("subscriptions send the same events to a native EventSource, tRPC's link and the generated client", async () => {
    const { username: author, token } = await signUp();
    const publish = async (title: string) =>
      (await rest("POST", "/articles", { token, body: { article: article(title) } })).body.article.slug;
    const got: Record<string, unknown[]> = { native: [], trpc: [], client: [] };
    const source = new EventSource(`${service.url}/api/live/articles?author=${author}`);
    source.onmessage = ({ data }) => got.native?.push(JSON.parse(data).slug);
    const trpc = createTRPCClient<Router>({
      links: [httpSubscriptionLink({ url: `${service.url}/trpc`, EventSource })],
    });
    const { promise: started, resolve: onStarted } = Promise.withResolvers<void>();
    const onData = ({ data }: { data: object }) => got.trpc?.push("slug" in data && data.slug);
    const byLink = trpc.articles.changes.subscribe({ author }, { onData, onStarted: () => onStarted() });
    const leave = new AbortController();
    const stream = createClient({ url: service.url }).articles.changes({ author }, { signal: leave.signal });
    const reading = (async () => {
      for await (const { slug } of stream) got.client?.push(slug);
    })();
    await Promise.all([started, begun(stream), expect.poll(() => source.readyState).toBe(source.OPEN)]);
    const slugs = [await publish("Told at once"), await publish("Told next")];
    await expect.poll(() => got, { timeout: 10_000 }).toEqual({ native: slugs, trpc: slugs, client: slugs });
    source.close();
    byLink.unsubscribe();
    leave.abort();
    await expect(reading).rejects.toMatchObject({ code: "aborted" });

    const missed = await publish("Told to one who comes back");
    const back = await openSse(`${service.url}/api/live/articles?author=${author}&lastEventId=${stream.lastEventId}`);
    expect(await back.take(1)).toMatchObject([{ slug: missed }]);
    back.leave();
  });

  test("a stream is refused by a status before it begins, and ends with its session", async () => {
    const { token } = await signUp();
    const headers = { authorization: `Bearer ${token}` };
    const reader = await openSse(`${service.url}/api/live/feed`, headers);
    expect((await rest("DELETE", "/sessions/current", { token })).status).toBe(204);
    expect(await reader.next()).toBeUndefined();
    const refused = await rest("GET", "/live/feed", { headers });
    expect([refused.status, refused.body.code]).toEqual([401, "unauthorized"]);
    expect((await fetch(`${service.url}/api/live/articles`, { method: "HEAD" })).status).toBe(200);
  });
}
