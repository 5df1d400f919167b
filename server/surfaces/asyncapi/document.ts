import type { Event, Events } from "../../../shared/contract/index.ts";
import { describePayload, type JsonSchema } from "../../../shared/contract/json-schema.ts";
import { wireVersion } from "../../../shared/version.ts";
import { camelCase, exampleOf, pascalCase } from "../openapi/schemas.ts";

interface Reference {
  readonly $ref: string;
}

/** A message in CloudEvents 1.0, structured mode. */
interface Message {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly contentType: "application/cloudevents+json";
  readonly payload: JsonSchema;
  readonly examples?: readonly { readonly payload: unknown }[];
}

/** The subset of AsyncAPI 3.0 that the document uses. */
export interface AsyncApiDocument {
  readonly asyncapi: "3.0.0";
  readonly info: Readonly<Record<string, unknown>>;
  readonly defaultContentType: "application/cloudevents+json";
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly summary: string; readonly messages: Record<string, Reference> }>
  >;
  readonly operations: Readonly<
    Record<string, { readonly action: "send"; readonly summary: string; readonly channel: Reference }>
  >;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

const info = {
  title: "Dovetail events",
  version: `${wireVersion}.0.0`,
  description: [
    "Events of the service, sent to brokers as CloudEvents 1.0 in JSON.",
    "Delivery is at least once: the same event always has the same `id`. Events of one `partitionkey` keep their order.",
    "Fields may be added at any time: ignore those you do not know.",
  ].join("\n\n"),
  license: { name: "MIT", url: "https://opensource.org/license/mit" },
};

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({ type: "string", description, ...more });

/** Attributes of CloudEvents 1.0, with the extensions for partitioning and distributed tracing. */
function cloudEventOf(name: string, data: JsonSchema, key: string | undefined): JsonSchema {
  return {
    type: "object",
    required: ["specversion", "id", "source", "type", "time", "datacontenttype", "data"],
    properties: {
      specversion: { const: "1.0" },
      id: text("The same in every delivery of the event.", { format: "uuid" }),
      source: text("The service's URL.", { format: "uri" }),
      type: { const: name },
      time: text("When it was appended.", { format: "date-time" }),
      datacontenttype: { const: "application/json" },
      ...(key !== undefined && {
        partitionkey: text(`Made of \`${key}\`; events with the same one keep their order.`),
      }),
      traceparent: text("The trace that the event belongs to, by W3C Trace Context."),
      data,
    },
  };
}

function exampleEnvelope(name: string, data: JsonSchema, key: string | undefined) {
  const example = exampleOf(data, {}, "response");
  if (example === undefined) return [];
  const value = key !== undefined && typeof example === "object" ? Object(example)[key] : undefined;
  return [
    {
      payload: {
        specversion: "1.0",
        id: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
        source: "https://api.example.com",
        type: name,
        time: "2026-11-05T09:30:00.000Z",
        datacontenttype: "application/json",
        ...(value !== undefined && { partitionkey: `${key}:${value}` }),
        data: example,
      },
    },
  ];
}

function messageOf(name: string, { summary, description, key, payload }: Event): Message {
  const data = describePayload(payload);
  const examples = exampleEnvelope(name, data, key);
  return {
    name,
    title: pascalCase(name),
    summary,
    ...(description !== undefined && { description }),
    contentType: "application/cloudevents+json",
    payload: cloudEventOf(name, data, key),
    ...(examples.length > 0 && { examples }),
  };
}

/** Creates the AsyncAPI 3.0 document of the public events; equal contracts give equal bytes. */
export function createAsyncApiDocument(events: Events): AsyncApiDocument {
  const open = Object.entries(events).filter(([, event]) => event.public);
  const mapped = <T>(of: (name: string, event: Event) => readonly [string, T]): Readonly<Record<string, T>> =>
    Object.fromEntries(open.map(([name, event]) => of(name, event)));
  return {
    asyncapi: "3.0.0",
    info,
    defaultContentType: "application/cloudevents+json",
    channels: mapped((name, { summary }) => [
      name,
      { address: name, summary, messages: { [camelCase(name)]: { $ref: `#/components/messages/${camelCase(name)}` } } },
    ]),
    operations: mapped((name, { summary }) => [
      `send${pascalCase(name)}`,
      { action: "send", summary, channel: { $ref: `#/channels/${name}` } },
    ]),
    components: { messages: mapped((name, event) => [camelCase(name), messageOf(name, event)]) },
  };
}
