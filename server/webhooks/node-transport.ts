import { Resolver } from "node:dns/promises";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { type AllowedTargets, hostOf, type Resolve } from "./allowed-targets.ts";
import { explainConnectionFailure } from "./connection-failure.ts";
import { maxReadBytes, maxReadMs, type SendWebhook, type WebhookRequest, type WebhookResponse } from "./transport.ts";

const resolveTimeoutMs = 2000;
/** How long an address may take to accept a connection while another one is left: four of them fit into an attempt. */
const defaultConnectTimeoutMs = 3500;

/**
 * Resolves a host by DNS: IPv4 addresses first. Unlike `getaddrinfo` it takes no thread of the process, so that a name
 * server which does not answer delays nothing else.
 */
export function createResolve(): Resolve {
  const resolver = new Resolver({ timeout: resolveTimeoutMs, tries: 2 });
  return async (host) => {
    if (host === "localhost" || host.endsWith(".localhost")) return ["127.0.0.1"];
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  };
}

/** Reads the rest of a response within bounds, then drops the connection. */
function readRest(response: IncomingMessage, request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(() => request.destroy(), maxReadMs);
    response.on("data", (piece: Uint8Array) => {
      bytes += piece.byteLength;
      if (bytes > maxReadBytes) request.destroy();
    });
    response.on("error", () => {});
    response.on("close", () => {
      clearTimeout(timer);
      request.destroy();
      resolve();
    });
  });
}

/** An address took no connection, so that nothing was sent. */
class Unconnected extends Error {
  override readonly name = "Unconnected";
}

/** Ends a request whose address, which may drop packets in silence, accepts no connection in time. */
function limitConnecting(request: ClientRequest, timeoutMs: number): void {
  request.once("socket", (socket) => {
    const timer = setTimeout(() => request.destroy(new Unconnected("no connection in time")), timeoutMs);
    const cancel = () => clearTimeout(timer);
    socket.once("connect", cancel).once("close", cancel);
  });
}

/** Sends to one address: the host in the URL serves for TLS and the `Host` header alone, and is not resolved again. */
function sendTo(
  address: string,
  { url, headers, body, signal }: WebhookRequest,
  connectTimeoutMs?: number,
): Promise<WebhookResponse> {
  const isTls = url.protocol === "https:";
  const host = hostOf(url);
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)({
      host: address,
      port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: "POST",
      headers: { ...headers, host: url.host, "content-length": Buffer.byteLength(body) },
      ...(isTls && isIP(host) === 0 && { servername: host }),
      agent: false,
      signal,
    });
    if (connectTimeoutMs !== undefined) limitConnecting(request, connectTimeoutMs);
    request.on("error", reject);
    request.on("response", (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      void readRest(response, request).then(() => resolve({ status, retryAfter: answered["retry-after"] }));
    });
    request.end(body);
  });
}

const isUnconnected = (error: unknown) =>
  error instanceof Unconnected || (error instanceof Error && "syscall" in error && error.syscall === "connect");

/**
 * Sends webhooks by `node:https`, on Node and Deno: to the very addresses that were checked, the next one where an address
 * takes no connection.
 */
export const createNodeTransport =
  (targets: AllowedTargets, { connectTimeoutMs = defaultConnectTimeoutMs } = {}): SendWebhook =>
  async (request) => {
    const addresses = await targets.addressesOf(request.url);
    let failure: unknown;
    for (const [at, address] of addresses.entries()) {
      try {
        return await sendTo(address, request, at < addresses.length - 1 ? connectTimeoutMs : undefined);
      } catch (error) {
        failure = error;
        if (request.signal.aborted || !isUnconnected(error)) break;
      }
    }
    throw explainConnectionFailure(failure);
  };
