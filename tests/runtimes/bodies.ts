import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import type { RunningServer, Runtime } from "../support/runtimes.ts";

const mib = 1024 * 1024;
const announcedBytes = 100 * mib;
const pieceBytes = 64 * 1024;
/** The body limit plus bytes buffered in transit when the response arrives. */
const maxTakenBytes = 12 * mib;

interface Raw {
  readonly socket: Socket;
  /** The first response's status; `undefined` when the connection closed without one. */
  readonly status: Promise<number | undefined>;
}

/** Opens a connection and sends the headers of a sign-in. */
async function begin(server: RunningServer, ...headers: readonly string[]): Promise<Raw> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let text = "";
  const status = new Promise<number | undefined>((resolve) => {
    socket.on("data", (data) => {
      text += data.toString("latin1");
      const [, code] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
      if (code !== undefined) resolve(Number(code));
    });
    socket.on("close", () => resolve(undefined));
    socket.on("error", () => {});
  });
  await once(socket, "connect");
  const head = ["POST /api/users/login HTTP/1.1", `host: ${hostname}:${port}`, "content-type: application/json"];
  socket.write([...head, ...headers, "", ""].join("\r\n"));
  return { socket, status };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends chunks until a response arrives.
 * @returns its status, and the number of bytes accepted.
 */
async function pour({ socket, status }: Raw, asChunk: boolean): Promise<{ status: number | undefined; sent: number }> {
  const piece = Buffer.alloc(pieceBytes, 0x20);
  let isOver = false;
  const answered = status.finally(() => {
    isOver = true;
  });
  let sent = 0;
  while (!isOver && sent < announcedBytes && socket.writable) {
    if (asChunk) socket.write(`${piece.length.toString(16)}\r\n`);
    const isRoom = socket.write(asChunk ? Buffer.concat([piece, Buffer.from("\r\n")]) : piece);
    sent += piece.length;
    await Promise.race([isRoom ? pause(2) : once(socket, "drain").catch(() => {}), answered]);
  }
  const answer = await answered;
  socket.destroy();
  return { status: answer, sent };
}

/**
 * Bodies with a wrong length, byte by byte: compliant HTTP clients cannot send them. In front of a worker, the
 * platform reads bodies to the end, whatever the response.
 */
export function describeBodies(runtime: Runtime, server: () => RunningServer): void {
  const lives = async () => expect((await fetch(`${server().url}/api/tags`)).status).toBe(200);

  test("IN-01 a body of 100 MiB is refused when it is announced, and near the limit when it is not", async () => {
    const announced = await pour(await begin(server(), `content-length: ${announcedBytes}`), false);
    const endless = await pour(await begin(server(), "transfer-encoding: chunked"), true);
    // workerd closes the connection with bytes unread, so that a sender who does not wait may not see the response.
    const allowed = runtime === "workerd" ? [413, undefined] : [413];
    expect(allowed).toContain(announced.status);
    expect(allowed).toContain(endless.status);
    if (runtime === "workerd") {
      const waiting = await begin(server(), `content-length: ${announcedBytes}`);
      expect(await waiting.status).toBe(413);
      waiting.socket.destroy();
    }
    if (runtime !== "worker") expect(Math.max(announced.sent, endless.sent)).toBeLessThan(maxTakenBytes);
    await lives();
  });

  test("IN-01 a false length does no harm", async () => {
    const short = await begin(server(), "content-length: 5000");
    short.socket.end("{}");
    const status = await Promise.race([short.status, pause(2000)]);
    short.socket.destroy();
    // In front of a worker the platform responds itself, with 500.
    expect([undefined, 400, 408, 413, ...(runtime === "worker" ? [500] : [])]).toContain(status);
    expect(server().output()).not.toContain('"event":"request.failed"');
    const long = await begin(server(), "content-length: 2", "connection: close");
    long.socket.write("{}and much more that is no request\r\n\r\n");
    expect([400, 422]).toContain(await long.status);
    long.socket.destroy();
    await lives();
  });
}
