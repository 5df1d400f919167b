import { type Config, ConfigError } from "../app/config.ts";
import type { ServedAddress } from "./processes/messages.ts";

/** The URL of the server for a browser on this machine. */
export const localAddress = (host: string, port: number): string =>
  `http://${["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host) ? "localhost" : host}:${port}`;

export interface Announcement {
  readonly config: Pick<Config, "host">;
  readonly print: (line: string) => void;
  readonly startedAt: number;
}

/** Prints where the server is reached. */
export function printAddress({ config, print, startedAt }: Announcement, { port, hasMailbox }: ServedAddress): void {
  const address = localAddress(config.host, port);
  print(`Dovetail is ready (${Math.round(performance.now() - startedAt)} ms): ${address}`);
  print(`  REST ${address}/api   tRPC ${address}/trpc   OpenAPI ${address}/openapi.json`);
  if (hasMailbox) print(`  Mail stays here: ${address}/dev/mail`);
}

/** The error of listening as the operator can fix it, where it is a port that is taken. */
export const portTaken = (error: unknown, { host, port }: Pick<Config, "host" | "port">): unknown =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE"
    ? new ConfigError(`PORT: ${port} on ${host} is taken by another program; choose another`)
    : error;
