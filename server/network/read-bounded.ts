/** A body holds more bytes than its reader accepts. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** Joins chunks; a single one is not copied. */
function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.byteLength;
  }
  return bytes;
}

/**
 * Reads a body of at most `maxBytes`, whatever its `Content-Length` says, and cancels the rest.
 * @throws {BodyTooLarge}; the stream's error.
 */
export async function readBounded(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => {});
      throw new BodyTooLarge(`a body of more than ${maxBytes} bytes`);
    }
    chunks.push(value);
  }
}
