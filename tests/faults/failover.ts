import { createClient } from "@redis/client";
import { expect } from "vitest";
import { type OwnRedis, startRedis } from "../support/redis.ts";

/** Two Redis servers with switchable replication. */
export interface Failover {
  /** The address of the serving Redis. */
  readonly port: () => number;
  /** Takes a snapshot and restores it after `meanwhile`. */
  readonly goBack: (meanwhile: () => Promise<unknown>) => Promise<void>;
  /** Stops replication, and promotes the stale replica after `meanwhile`. */
  readonly failOver: (meanwhile: () => Promise<unknown>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const portOf = ({ url }: OwnRedis) => new URL(url).port;

async function sendCommand({ url }: OwnRedis, ...command: string[]): Promise<string> {
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
      await sendCommand(other, "REPLICAOF", "127.0.0.1", portOf(serving));
      const isUp = () => sendCommand(other, "INFO", "replication");
      await expect.poll(isUp, { timeout: 10_000, interval: 20 }).toContain("master_link_status:up");
      await sendCommand(other, "REPLICAOF", "NO", "ONE");
      await meanwhile();
      [serving, other] = [other, serving];
    },
    stop: async () => void (await Promise.all([serving.stop(), other.stop()])),
  };
}
