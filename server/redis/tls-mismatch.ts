import { createConnection } from "node:net";
import { connect } from "node:tls";

/** `expected`: the server speaks TLS and the address does not; `missing`: the reverse. */
export type TlsMismatch = "expected" | "missing";

const probeLimitMs = 1000;

/** Resolves to whether `isFound` was called before the connection failed, ended or took too long. */
function probe(
  open: (isFound: () => void) => { on: (event: string, end: () => void) => unknown; destroy: () => unknown },
) {
  return new Promise<boolean>((resolve) => {
    const end = (is: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(is);
    };
    const timer = setTimeout(() => end(false), probeLimitMs);
    const socket = open(() => end(true));
    for (const event of ["error", "close"]) socket.on(event, () => end(false));
  });
}

/**
 * Finds out why a Redis does not answer: a server that expects TLS resets a plain connection, and a plain one never
 * answers a handshake, so neither says what is wrong.
 */
export async function findTlsMismatch(url: string): Promise<TlsMismatch | undefined> {
  const { protocol, hostname, port } = new URL(url);
  const address = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 6379) };
  if (protocol === "redis:")
    // The handshake alone: nothing secret is sent to a server that is not verified.
    return (await probe((isFound) => connect({ ...address, rejectUnauthorized: false }, isFound)))
      ? "expected"
      : undefined;
  const answersPlainly = await probe((isFound) => {
    const socket = createConnection(address, () => socket.write("PING\r\n"));
    return socket.on("data", (reply) => /^[+-]/.test(String(reply)) && isFound());
  });
  return answersPlainly ? "missing" : undefined;
}
