import type pg from "pg";
import type { DatabaseAddress } from "./database-address.ts";

/** Converts an address to the configuration of pg's client. */
export function clientConfig(address: DatabaseAddress, isEncrypted: boolean): pg.ClientConfig {
  const { host, port, user, password, database, applicationName, options, tls, bindsChannel, isTlsDirect } = address;
  return {
    host,
    port,
    user,
    password,
    database,
    options,
    application_name: applicationName,
    ...(tls !== undefined && { ssl: isEncrypted ? { ...address.tlsOptions } : false }),
    ...(bindsChannel && { enableChannelBinding: true }),
    // Undefined falls back to PGSSLNEGOTIATION, which pg rejects without TLS.
    sslnegotiation: isTlsDirect ? "direct" : "postgres",
  };
}
