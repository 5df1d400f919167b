import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";

/** One raw response. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Parses HTTP/1.1 responses, each with a `content-length`. */
export function answersIn(text: string): WireAnswer[] {
  const answers: WireAnswer[] = [];
  for (let rest = text; rest !== ""; ) {
    const end = rest.indexOf("\r\n\r\n");
    if (end === -1) break;
    const [status = "", ...lines] = rest.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
    );
    const length = Number(headers["content-length"] ?? 0);
    answers.push({ status: Number(status.split(" ")[1]), headers, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}

/** An open connection to a loopback server. */
export async function open(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/**
 * Sends bytes and reads until the server closes the connection.
 * @returns the bytes received and the elapsed time.
 */
export async function exchange(url: string, bytes: string, drip?: string): Promise<{ text: string; ms: number }> {
  const startedAt = performance.now();
  const socket = await open(url);
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  socket.write(bytes);
  const timer = drip === undefined ? undefined : setInterval(() => socket.writable && socket.write(drip), 100);
  await new Promise<void>((resolve) => {
    socket.once("end", resolve);
    socket.once("close", () => resolve());
  });
  clearInterval(timer);
  socket.destroy();
  return { text, ms: performance.now() - startedAt };
}

/** Sends a request and reads until the server closes the connection. */
export async function exchangeBytes(url: string, text: string): Promise<Buffer> {
  const socket = await open(url);
  socket.write(text);
  return buffer(socket);
}

/** Resident memory of a process in MiB, on Linux; `undefined` elsewhere. */
export function residentMib(pid: number | undefined): number | undefined {
  if (process.platform !== "linux" || pid === undefined) return undefined;
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) / 1024;
}
