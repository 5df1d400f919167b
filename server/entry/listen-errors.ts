import { ConfigError } from "../app/config.ts";

/** An address that could not be listened on, and the setting that names its port. */
export interface RequestedAddress {
  readonly host: string;
  readonly port: number;
  /** `PORT` unless it is another. */
  readonly portSetting?: "PORT" | "METRICS_PORT";
}

type Sentence = (address: RequestedAddress & { readonly portSetting: string }) => string;

const noSuchAddress: Sentence = ({ host }) =>
  `HOST: ${host} is no address of this machine; 127.0.0.1 is reachable from this machine only, 0.0.0.0 and :: are all its addresses`;

const byCode: Readonly<Record<string, Sentence>> = {
  EADDRINUSE: ({ host, port, portSetting }) =>
    `${portSetting}: ${port} on ${host} is taken by another program; choose another`,
  EACCES: ({ port, portSetting }) =>
    `${portSetting}: this user may not listen on ${port}; choose a port above 1023, or grant the process CAP_NET_BIND_SERVICE`,
  EADDRNOTAVAIL: noSuchAddress,
  EAFNOSUPPORT: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
  EINVAL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
};

/** Turns the error of an address that cannot be listened on into a configuration error; returns any other error unchanged. */
export function explainListenError(error: unknown, address: RequestedAddress): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const sentence = typeof code === "string" && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (sentence === undefined) return error;
  return new ConfigError(`${sentence({ portSetting: "PORT", ...address })} (${code})`, { cause: error });
}
