import type { Event, Events } from "../../../shared/contract/index.ts";
import { describePayload, type JsonSchema } from "../../../shared/contract/json-schema.ts";
import { camelCase, exampleOf, pascalCase, refTo, type Schemas } from "./schemas.ts";
import type { Parameter, Tag, Webhook } from "./specification.ts";

const header = (name: string, description: string): Parameter => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

/** Headers of Standard Webhooks 1.0.0. */
const parameters = [
  header("webhook-id", "The same in every delivery of the event."),
  header("webhook-timestamp", "When this attempt was made, in seconds since 1970."),
  header("webhook-signature", "Signatures of id, timestamp and body, separated by spaces: `v1,` and Base64."),
];

const payloadName = (name: string) => `${pascalCase(name)}Event`;
const bodyName = (name: string) => `${pascalCase(name)}Webhook`;

const openOf = (events: Events) => Object.entries(events).filter(([, event]) => event.public);

/** Schemas of the bodies of webhooks and the payloads in them, by name. */
export const webhookSchemasOf = (events: Events): Schemas =>
  Object.fromEntries(
    openOf(events).flatMap(([name, { summary, payload }]) => {
      const timestamp: JsonSchema = {
        type: "string",
        format: "date-time",
        description: "When the event was appended.",
        examples: ["2026-11-05T09:30:00.000Z"],
      };
      const body: JsonSchema = {
        type: "object",
        description: `${summary}.`,
        required: ["type", "timestamp", "data"],
        properties: {
          type: { type: "string", enum: [name], examples: [name] },
          timestamp,
          data: refTo(payloadName(name)),
        },
      };
      return [
        [payloadName(name), { description: `${summary}.`, ...describePayload(payload) }],
        [bodyName(name), body],
      ];
    }),
  );

function webhookOf(name: string, { summary, description }: Event, schemas: Schemas): Webhook {
  const schema = refTo(bodyName(name));
  const example = exampleOf(schema, schemas, "response");
  return {
    post: {
      operationId: `${camelCase(name)}Webhook`,
      summary,
      description: description ?? `${summary}. Delivered at least once, in order of its key.`,
      tags: [webhooksTag.name],
      security: [],
      parameters,
      requestBody: {
        required: true,
        content: { "application/json": { schema, ...(example !== undefined && { example }) } },
      },
      responses: {
        "2XX": { description: "Received. Any other status is a failure, and the delivery is retried." },
        "410": { description: "The endpoint is gone: it is disabled." },
      },
    },
  };
}

/** The tag of webhooks, for an API without a feature of that name. */
export const webhooksTag: Tag = {
  name: "webhooks",
  description: "Requests that the service sends to subscribed endpoints.",
};

/** Public events as webhooks of OpenAPI 3.1, as subscribed endpoints receive them. */
export const webhooksOf = (events: Events, schemas: Schemas): Readonly<Record<string, Webhook>> =>
  Object.fromEntries(openOf(events).map(([name, event]) => [name, webhookOf(name, event, schemas)]));
