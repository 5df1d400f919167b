import pg from "pg";
import { clientConfig } from "./client-config.ts";
import { createRoute } from "./connection-route.ts";
import { readDatabaseAddress } from "./database-address.ts";
import { inspectConnection } from "./inspect-connection.ts";
import { sessionOptions } from "./session-settings.ts";

export interface SingleOptions {
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
}

/** A connection, and whether its server session is dedicated. */
export interface Single {
  readonly client: pg.Client;
  readonly isDirect: boolean;
}

/**
 * Opens one connection outside any pool, for features that need a session, such as LISTEN.
 * @throws the connection error; {DatabaseAddressError}.
 */
export async function openSingle(url: string, { applicationName, connectTimeoutMs }: SingleOptions): Promise<Single> {
  const address = readDatabaseAddress(url);
  const route = createRoute(address, address.isPooler);
  for (;;) {
    const before = route.settings();
    const mark = route.sendsOptions() ? crypto.randomUUID() : undefined;
    const client = new pg.Client({
      ...clientConfig(address, route.isEncrypted()),
      ...(mark !== undefined && { options: sessionOptions({ statementTimeoutMs: 0 }, mark, address.options) }),
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: applicationName,
    });
    // Avoids an unhandled event; errors during connecting are thrown below.
    client.on("error", () => {});
    try {
      await client.connect();
      const { isDirect } = await inspectConnection(client, mark, connectTimeoutMs);
      return { client, isDirect };
    } catch (error) {
      client.end().catch(() => {});
      if (!route.learn(error, before)) throw error;
    }
  }
}
