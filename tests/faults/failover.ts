import { createClient } from "redis";
import { expect } from "vitest";
import { type OwnRedis, startRedis } from "../support/redis.ts";

/** Two Redis of which one follows the other, at times. */
export interface Failover {
  /** Where the one is that serves. */
  readonly port: () => number;
  /** Takes a snapshot, and after `meanwhile` goes back to it. */
  readonly goBack: (meanwhile: () => Promise<unknown>) => Promise<void>;
  /** The other follows up to now, then no more; after `meanwhile` it is the one that serves. */
  readonly failOver: (meanwhile: () => Promise<unknown>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const portOf = ({ url }: OwnRedis) => new URL(url).port;

async function tell({ url }: OwnRedis, ...command: string[]): Promise<string> {
  const client = await createClient({ url }).connect();
  const answer = await client.sendCommand(command);
  client.destroy();
  return String(answer);
}

export async function startFailover(): Promise<Failover> {
  const start = () => startRedis(["--repl-diskless-sync-delay", "0"]);
  let [serving, other] = [await start(), await start()];
  return {
    port: () => Number(portOf(serving)),
    goBack: async (meanwhile) => {
      await serving.snapshot();
      await meanwhile();
      await serving.rewind();
    },
    failOver: async (meanwhile) => {
      await tell(other, "REPLICAOF", "127.0.0.1", portOf(serving));
      const isUp = () => tell(other, "INFO", "replication");
      await expect.poll(isUp, { timeout: 10_000, interval: 20 }).toContain("master_link_status:up");
      await tell(other, "REPLICAOF", "NO", "ONE");
      await meanwhile();
      [serving, other] = [other, serving];
    },
    stop: async () => void (await Promise.all([serving.stop(), other.stop()])),
  };
}
