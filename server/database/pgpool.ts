import type pg from "pg";
import { isSettingUnknown, UnfitDatabase } from "./errors.ts";
import { beforeDeadline } from "./inspect-connection.ts";

/** The mode `raw`, by its name and as pgpool-II 4.3 shows it: a single prepared write begins a transaction that stays open. */
const unfitModes: readonly (string | null)[] = ["raw", "5"];

/**
 * Creates the check of connections that something forwards. One answer holds for all of the pool, since a server without
 * pgpool-II logs the question as an error. @throws {UnfitDatabase} behind pgpool-II in a mode that leaves writes uncommitted.
 */
export function createPgpoolCheck(deadlineMs: number): (client: pg.Client) => Promise<void> {
  let mode: Promise<string | null> | undefined;
  const ask = (client: pg.Client) =>
    beforeDeadline(client, deadlineMs, () => readMode(client)).catch((error: unknown) => {
      mode = undefined;
      throw error;
    });
  return async (client) => {
    mode ??= ask(client);
    if (unfitModes.includes(await mode))
      throw new UnfitDatabase(
        "pgpool-II runs in its mode raw, which leaves writes uncommitted: set backend_clustering_mode = 'streaming_replication'",
      );
  };
}

/** The mode of pgpool-II, which answers this statement itself; `null` where a server answers that it has no such setting. */
async function readMode(client: pg.Client): Promise<string | null> {
  try {
    const { rows } = await client.query<{ item: string; value: string }>("show pool_status");
    return rows.find(({ item }) => item === "backend_clustering_mode")?.value ?? "";
  } catch (error) {
    if (isSettingUnknown(error)) return null;
    throw error;
  }
}
