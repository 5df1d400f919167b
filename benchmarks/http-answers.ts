/** One complete HTTP response, as seen by the load generator. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

/** End of the body: by `content-length`, or after the last chunk. */
function bodyLength(head: string, body: Buffer): number | undefined {
  const announced = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (announced !== null) {
    const length = Number(announced[1]);
    return body.length >= length ? length : undefined;
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return 0;
  return body.subarray(-lastChunk.length).equals(lastChunk) ? body.length : undefined;
}

/**
 * Parses responses from the bytes of one connection. Assumes no pipelining, hence no bytes after a response.
 * @returns a reader that takes each chunk and returns `undefined` until a response is complete.
 */
export function createAnswerReader(): (piece: Buffer) => Answer | undefined {
  let kept: Buffer | undefined;
  return (piece) => {
    const bytes = kept === undefined ? piece : Buffer.concat([kept, piece]);
    const end = bytes.indexOf(headEnd);
    const body = end === -1 ? undefined : bytes.subarray(end + headEnd.length);
    const head = end === -1 ? "" : bytes.toString("latin1", 0, end);
    const length = body === undefined ? undefined : bodyLength(head, body);
    if (body === undefined || length === undefined) {
      kept = bytes;
      return undefined;
    }
    kept = undefined;
    return { status: Number(head.slice(9, 12)), body: body.subarray(0, length) };
  };
}
