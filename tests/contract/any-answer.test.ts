import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { query } from "../../shared/contract/index.ts";
import { listenOnHosts, type ServedContracts, type ServedHosts, serveContracts } from "../support/contracts.ts";
import { api, contracts, count, handlers, input, seed } from "./odd-service.ts";

// Any handler result or exception is answered once, logged once on failure, and does not affect other calls.

let served: ServedContracts;
let hosts: ServedHosts;
beforeAll(async () => {
  served = serveContracts(api, handlers);
  hosts = await listenOnHosts(served);
});
afterAll(() => hosts.stop());

let serial = 0;

/**
 * Sends one request over the network.
 * @returns the response, and how often its failure was logged.
 */
async function ask(url: string, init: RequestInit = {}) {
  const requestId = `request-${++serial}`;
  const headers = { "content-type": "application/json", ...init.headers, "x-request-id": requestId };
  const response = await fetch(url, { ...init, headers });
  const text = await response.text();
  const failures = served.logLines.filter((line) => line.event === "request.failed" && line.requestId === requestId);
  const requests = served.logLines.filter((line) => line.event === "http.request" && line.requestId === requestId);
  return { status: response.status, text, failures: failures.length, requests: requests.length };
}

type Asked = Awaited<ReturnType<typeof ask>>;

function expectOneAnswer({ status, text, failures, requests }: Asked, of = 1) {
  expect(() => JSON.parse(text), text.slice(0, 200)).not.toThrow();
  expect([200, 207, 500]).toContain(status);
  expect(failures).toBe(status === 200 ? 0 : of);
  expect(requests).toBe(1);
  return status;
}

test(`each of ${count} contracts and handlers is answered once, over every surface and host (seed ${seed})`, async () => {
  const tally = { answered: 0, failed: 0 };
  for (const [at, { isQuery }] of contracts.entries()) {
    const rest = { method: isQuery ? "GET" : "POST" };
    const statuses = [
      expectOneAnswer(await ask(`${hosts.own}/api/odd/${at}`, rest)),
      expectOneAnswer(await ask(`${hosts.hono}/api/odd/${at}`, rest)),
      expectOneAnswer(await ask(`${hosts.own}/trpc/odd.p${at}`, isQuery ? {} : { method: "POST", body: "{}" })),
    ];
    expect(new Set(statuses).size, `contract ${at}`).toBe(1);
    tally[statuses[0] === 200 ? "answered" : "failed"]++;
    const neighbor = isQuery ? "sound.read" : "sound.write";
    const batch = `${hosts.own}/trpc/${neighbor},odd.p${at}?batch=1`;
    for (const accept of ["application/json", "application/jsonl"]) {
      const answer = await ask(
        batch,
        isQuery
          ? { headers: { "trpc-accept": accept } }
          : { method: "POST", body: "{}", headers: { "trpc-accept": accept } },
      );
      expect(answer.text).toContain("sound");
      expect(answer.failures).toBe(statuses[0] === 200 ? 0 : 1);
      if (accept === "application/json") expectOneAnswer(answer);
    }
  }
  expect(tally.answered).toBeGreaterThan(count / 10);
  expect(tally.failed).toBeGreaterThan(count / 3);
  expect((await ask(`${hosts.own}/api/sound`)).text).toBe('"sound"');
});

test("where the contract allows any value, undefined becomes null", async () => {
  const base = { summary: "s", access: "public", input, output: z.unknown() } as const;
  const { fetch } = serveContracts(
    {
      things: {
        bare: query({ ...base, rest: { route: "GET /bare" } }),
        wrapped: query({ ...base, rest: { route: "GET /wrapped", reply: "thing" } }),
      },
    },
    { things: { bare: () => undefined, wrapped: async () => undefined } },
  );
  expect(await (await fetch("/api/bare")).text()).toBe("null");
  expect(await (await fetch("/api/wrapped")).text()).toBe('{"thing":null}');
  expect(await (await fetch("/trpc/things.bare")).json()).toEqual({ result: { data: null } });
});
