import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as a receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A receiver of webhooks on this machine. */
export interface Sink {
  readonly url: string;
  readonly received: readonly Received[];
  /** How it answers from now on. */
  answer: (request: Received, response: ServerResponse) => void;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** Answers with a status and nothing else. */
export const withStatus =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  (_: Received, response: ServerResponse): void =>
    void response.writeHead(status, headers).end();

/** Opens a receiver; it ends with the test. */
export async function openSink(): Promise<Sink> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const one = { path: request.url ?? "", headers, body };
      received.push(one);
      sink.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sink: Sink = { url: `http://127.0.0.1:${port}/hook`, received, answer: withStatus(204) };
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return sink;
}
