/** One whole answer, as far as a load generator looks at it. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

/** Where the body ends: at its announced length, or unannounced when the last chunk has come. */
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
 * Cuts the bytes of one connection into answers. Assumes one request under way at a time, hence nothing after an answer.
 * @returns a reader that is fed each piece as it comes and answers `undefined` until an answer is whole.
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
