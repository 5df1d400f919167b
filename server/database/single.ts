import pg from "pg";
import { readDatabaseAddress } from "./address.ts";
import { createRoute } from "./route.ts";
import { clientConfig } from "./session.ts";

/** Bounds and name of one connection. */
export interface SingleOptions {
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
}

/**
 * Opens one connection outside of any pool, for what a session is needed for. Sends nothing that poolers refuse.
 * @throws what the connection failed for; {DatabaseAddressError}.
 */
export async function openSingle(
  url: string,
  { applicationName, connectTimeoutMs }: SingleOptions,
): Promise<pg.Client> {
  const address = readDatabaseAddress(url);
  const route = createRoute(address, true);
  for (;;) {
    const before = route.snapshot();
    const client = new pg.Client({
      ...clientConfig(address, route.isEncrypted()),
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: applicationName,
    });
    // What ends it while it is opened is thrown below.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!route.learn(error, before)) throw error;
    }
  }
}
