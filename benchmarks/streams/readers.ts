import { connect, type Socket } from "node:net";

/** Open streams of one server. */
export interface Readers {
  /** Messages that all readers got so far. */
  readonly received: () => number;
  readonly close: () => void;
}

export interface ReadersOptions {
  readonly port: number;
  readonly path: string;
  readonly count: number;
  /** Called for each message, with its number on its stream, from 0. */
  readonly onMessage?: (number: number) => void;
}

/** Streams that are opened at once. */
const atOnce = 100;
/** Begins each message; what opens a stream has empty data. */
const mark = Buffer.from('data: {"');
const none: Buffer = Buffer.alloc(0);
const openTimeoutMs = 60_000;

/** Streams of one address are bounded, as in production. */
const addressOf = (index: number) => `10.0.${Math.floor(index / 200)}.${1 + (index % 200)}`;

/** The end of the bytes that a mark may begin in; empty after a whole message. */
function begunMark(bytes: Buffer): Buffer {
  for (let length = Math.min(mark.length - 1, bytes.length); length > 0; length--)
    if (mark.subarray(0, length).equals(bytes.subarray(-length))) return bytes.subarray(-length);
  return none;
}

/** Opens one stream; resolves with its first bytes. */
const openOne = ({ port, path, onMessage }: ReadersOptions, index: number, count: () => void): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.setTimeout(openTimeoutMs, () => reject(new Error("a stream did not open in time")));
    let rest = none;
    let number = 0;
    let isOpen = false;
    socket.on("data", (piece: Buffer) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      if (!isOpen) {
        if (!bytes.toString("latin1", 0, 12).startsWith("HTTP/1.1 200"))
          return reject(new Error(bytes.toString("latin1", 0, 200)));
        isOpen = true;
        socket.setTimeout(0);
        resolve(socket);
      }
      for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
        onMessage?.(number++);
        count();
      }
      rest = begunMark(bytes);
    });
    socket.once("error", reject);
    const headers = ["host: localhost", "accept: text/event-stream", `x-forwarded-for: ${addressOf(index)}`];
    socket.write([`GET ${path} HTTP/1.1`, ...headers, "", ""].join("\r\n"));
  });

/** Opens streams, whose readers count messages without parsing them. @throws when one cannot be opened. */
export async function openReaders(options: ReadersOptions): Promise<Readers> {
  let received = 0;
  const sockets: Socket[] = [];
  const count = () => {
    received += 1;
  };
  for (let from = 0; from < options.count; from += atOnce) {
    const wave = Array.from({ length: Math.min(atOnce, options.count - from) }, (_, at) =>
      openOne(options, from + at, count),
    );
    sockets.push(...(await Promise.all(wave)));
  }
  return {
    received: () => received,
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
