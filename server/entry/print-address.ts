import type { Config } from "../app/config.ts";
import type { ServedAddress } from "./processes/messages.ts";

/** The URL of the server for a browser on this machine. */
export const localAddress = (host: string, port: number): string =>
  `http://${["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host) ? "localhost" : host}:${port}`;

/** Parameters of {@link printAddress} that are known before the server listens. */
export interface AddressPrinter {
  readonly config: Pick<Config, "host">;
  readonly print: (line: string) => void;
  /** By `performance.now()`. */
  readonly startedAtMs: number;
}

/** Prints the time since the start and the addresses of the server. */
export function printAddress(
  { config, print, startedAtMs }: AddressPrinter,
  { port, hasMailbox }: ServedAddress,
): void {
  const address = localAddress(config.host, port);
  print(`Dovetail is ready (${Math.round(performance.now() - startedAtMs)} ms): ${address}`);
  print(`  REST ${address}/api   tRPC ${address}/trpc   OpenAPI ${address}/openapi.json`);
  if (hasMailbox) print(`  Mail stays here: ${address}/dev/mail`);
}
