/** A Durable Object namespace, as far as it is used here. */
export interface StreamHubNamespace {
  readonly idFromName: (name: string) => unknown;
  readonly get: (id: unknown) => StreamHubStub;
}

/** The Durable Object that holds the streams of all isolates, so that one poll of the log serves them. */
export interface StreamHubStub {
  readonly fetch: (request: Request) => Promise<Response>;
}

/** The hub; `undefined` without its binding, where each stream polls for itself. */
export const streamHubOf = (namespace: StreamHubNamespace | undefined): StreamHubStub | undefined =>
  namespace?.get(namespace.idFromName("streams"));

/**
 * True for the request of a stream as its clients send it: `EventSource` and the generated client name the media type.
 * Others are streamed by the isolate itself.
 */
export const asksForStream = ({ method, headers }: Request): boolean =>
  method === "GET" && headers.get("accept")?.includes("text/event-stream") === true;

/** Notifies the hub that a transaction was committed. Only reads are passed on to it, so a POST can mean nothing else. */
export const wakeHub = (hub: StreamHubStub): Promise<unknown> =>
  hub.fetch(new Request("http://streams/wake", { method: "POST" }));

export const isWake = ({ method }: Request): boolean => method === "POST";
