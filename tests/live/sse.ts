/** One event of a stream, with the resume position after it. */
export interface ReadEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** A reader of Server-Sent Events. */
export interface SseReader {
  readonly response: Response;
  /** The next event with data; `undefined` at the end of the stream. */
  readonly next: () => Promise<ReadEvent | undefined>;
  /** The next `count` events, data parsed. */
  readonly take: (count: number) => Promise<unknown[]>;
  /** The last id received, without an event included. */
  readonly lastId: () => string | undefined;
  /** The bytes received so far. */
  readonly text: () => string;
  readonly leave: () => void;
}

/** Reads the stream of a response, by the rules of the HTML standard for the fields that servers of ours write. */
export function readSse(response: Response, abort: () => void = () => {}): SseReader {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let rest = "";
  let lastId: string | undefined;
  const parse = (block: string): ReadEvent | undefined => {
    let event = "message";
    const data: string[] = [];
    for (const line of block.split("\n")) {
      const [, field, value = ""] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (field === "id") lastId = value;
      if (field === "event") event = value;
      if (field === "data") data.push(value);
    }
    return data.length === 0 ? undefined : { event, data: data.join("\n"), id: lastId };
  };
  const next = async (): Promise<ReadEvent | undefined> => {
    for (;;) {
      const end = rest.indexOf("\n\n");
      if (end !== -1) {
        const block = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const event = parse(block);
        if (event !== undefined) return event;
        continue;
      }
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return undefined;
      const piece = decoder.decode(value, { stream: true });
      text += piece;
      rest += piece;
    }
  };
  return {
    response,
    next,
    take: async (count) => {
      const found: unknown[] = [];
      while (found.length < count) {
        const event = await next();
        if (event === undefined) throw new Error(`the stream ended after ${found.length} of ${count} messages`);
        found.push(JSON.parse(event.data));
      }
      return found;
    },
    lastId: () => lastId,
    text: () => text,
    leave: () => {
      abort();
      void reader?.cancel().catch(() => {});
    },
  };
}

/** Opens a stream by `fetch`. */
export async function openSse(url: string, headers: Record<string, string> = {}): Promise<SseReader> {
  const controller = new AbortController();
  const response = await fetch(url, {
    headers: { accept: "text/event-stream", ...headers },
    signal: controller.signal,
  });
  return readSse(response, () => controller.abort());
}
