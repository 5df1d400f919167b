/** A message as a broker delivers it. */
export interface IncomingMessage {
  readonly contentType: string | undefined;
  /** Headers as text, with the names the protocol gives them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The broker's own ordering key, such as Kafka's; `null` where it has none. */
  readonly key: string | null;
}

/** The parts of a CloudEvent that a handler may rely on. */
export interface ReceivedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  /** ISO 8601, as the sender wrote it. */
  readonly time: string | null;
  readonly traceparent: string | null;
  /** Messages of one key are handled one after another. */
  readonly key: string | null;
  readonly data: unknown;
}

/** A message is not a readable CloudEvent; the error's text gives the reason, without the message's content. */
export class UnreadableMessage extends Error {
  override readonly name = "UnreadableMessage";
}

/** Upper bound of a message's body, in bytes. */
export const maxMessageBytes = 1_048_576;

/** Upper bound of `source` and `id` together: they are stored to recognize a redelivery. */
const maxIdBytes = 500;

const refuse = (reason: string): never => {
  throw new UnreadableMessage(reason);
};

const decoder = new TextDecoder("utf-8", { fatal: true });

function textOf(body: Uint8Array): string {
  if (body.byteLength > maxMessageBytes) refuse(`the message is longer than ${maxMessageBytes} bytes`);
  try {
    return decoder.decode(body);
  } catch {
    return refuse("the message is not UTF-8 text");
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse("the message is not JSON");
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Prefixes of attributes in binary mode: NATS and HTTP, Kafka, AMQP (two spellings). */
const prefix = /^(?:ce[-_]|cloudevents[:_])(\w+)$/i;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Attributes of binary mode. NATS and HTTP percent-encode them, whose names begin with `ce-`; the others are UTF-8. */
const attributesOf = (headers: IncomingMessage["headers"]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const attribute = prefix.exec(name)?.[1]?.toLowerCase();
      return attribute === undefined ? [] : [[attribute, /^ce-/i.test(name) ? percentDecoded(value) : value]];
    }),
  );

function required(event: Readonly<Record<string, unknown>>, name: string): string {
  const value = event[name];
  if (typeof value !== "string" || value === "") return refuse(`the CloudEvent has no "${name}"`);
  // CloudEvents 1.0 excludes them, and PostgreSQL stores no text with them.
  if (value.includes("\0") || !value.isWellFormed())
    return refuse(`"${name}" of the CloudEvent holds NUL or half of a surrogate pair`);
  return value;
}

const optional = (event: Readonly<Record<string, unknown>>, name: string): string | null => {
  const value = event[name];
  return typeof value === "string" && value !== "" ? value : null;
};

function bytesOfBase64(encoded: string): Uint8Array {
  try {
    return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  } catch {
    return refuse('"data_base64" of the CloudEvent is not base64');
  }
}

function dataOf(event: Readonly<Record<string, unknown>>): unknown {
  const { data, data_base64: encoded } = event;
  return typeof encoded === "string" ? jsonOf(textOf(bytesOfBase64(encoded))) : (data ?? null);
}

/**
 * Reads a CloudEvent 1.0 in structured or in binary mode, by the JSON format. JSON text without a content type counts as
 * structured, as not every broker has a place for one.
 * @throws {UnreadableMessage}
 */
export function readCloudEvent({ contentType = "", headers, body, key }: IncomingMessage): ReceivedEvent {
  const attributes = attributesOf(headers);
  const mediaType = contentType.toLowerCase();
  if (mediaType.startsWith("application/cloudevents-batch")) refuse("batches of CloudEvents are not read");
  // In structured mode a sender may repeat attributes as headers.
  const isBinary = "specversion" in attributes && !mediaType.startsWith("application/cloudevents");
  const text = textOf(body);
  const json = isBinary && text === "" ? null : jsonOf(text);
  const event = isBinary
    ? { ...attributes, data: json }
    : isObject(json)
      ? json
      : refuse("the message is no CloudEvent");
  if (event.specversion !== "1.0") refuse('the message is no CloudEvent of "specversion" 1.0');
  const id = required(event, "id");
  const source = required(event, "source");
  if (Buffer.byteLength(id) + Buffer.byteLength(source) > maxIdBytes)
    refuse(`"source" and "id" of the CloudEvent are longer than ${maxIdBytes} bytes together`);
  return {
    id,
    source,
    type: required(event, "type"),
    subject: optional(event, "subject"),
    time: optional(event, "time"),
    // The header is of the last hop, the attribute of the first.
    traceparent: optional(headers, "traceparent") ?? optional(event, "traceparent"),
    key: key ?? optional(event, "partitionkey") ?? optional(event, "subject"),
    data: dataOf(event),
  };
}
