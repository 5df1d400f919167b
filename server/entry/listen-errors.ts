import { ConfigError } from "../app/config.ts";

/** An address that a server was to listen on, and the setting that names its port. */
export interface RequestedAddress {
  readonly host: string;
  readonly port: number;
  /** Default `PORT`. */
  readonly portSetting?: "PORT" | "METRICS_PORT";
}

type Explanation = (address: RequestedAddress & { readonly portSetting: string }) => string;

const noSuchAddress: Explanation = ({ host }) =>
  `HOST: ${host} is not an address of this machine; use 127.0.0.1 to be reachable from this machine only, or 0.0.0.0 or :: for all its addresses`;

const byCode: Readonly<Record<string, Explanation>> = {
  EADDRINUSE: ({ host, port, portSetting }) =>
    `${portSetting}: ${port} on ${host} is already in use; choose another port, or stop the program that uses it`,
  EACCES: ({ port, portSetting }) =>
    `${portSetting}: this user may not listen on port ${port}; choose a port above 1023, or grant the process CAP_NET_BIND_SERVICE`,
  EADDRNOTAVAIL: noSuchAddress,
  EAFNOSUPPORT: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
  EINVAL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
};

/** Turns the error of an address that cannot be listened on into a configuration error; returns any other error unchanged. */
export function explainListenError(error: unknown, address: RequestedAddress): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const explanation = typeof code === "string" && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (explanation === undefined) return error;
  return new ConfigError(`${explanation({ portSetting: "PORT", ...address })} (${code})`, { cause: error });
}
