/** The part of a body that the client reads. */
export interface StreamedBody {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }> };
}

/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  /** `undefined` in an event that only moves the resume position. */
  readonly data: string | undefined;
  readonly id: string | undefined;
}

function eventIn(block: string): StreamEvent {
  const fields = new Map(
    block.split(/\r?\n/).map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
    }),
  );
  return { event: fields.get("event") ?? "message", data: fields.get("data"), id: fields.get("id") };
}

/**
 * Reads Server-Sent Events. `onBytes` is called for all that arrives, keep-alives included.
 * @throws errors of the connection.
 */
export async function* eventsIn(body: StreamedBody, onBytes: () => void): AsyncGenerator<StreamEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) if (block.trim() !== "") yield eventIn(block);
  }
}
