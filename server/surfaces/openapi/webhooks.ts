import type { Event, Events } from "../../../shared/contract/index.ts";
import { describePayload } from "../../../shared/contract/json-schema.ts";
import { portable } from "./portable.ts";
import { camelCase, exampleOf } from "./schemas.ts";
import type { Parameter, Webhook } from "./specification.ts";

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

function webhookOf(name: string, { summary, description, payload }: Event): Webhook {
  const data = portable(describePayload(payload), "component", {});
  const example = exampleOf(data, {}, "answer");
  return {
    post: {
      operationId: `${camelCase(name)}Webhook`,
      summary,
      description: description ?? `${summary}. Delivered at least once, in order of its key.`,
      tags: ["webhooks"],
      security: [],
      parameters,
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["type", "timestamp", "data"],
              properties: {
                type: { type: "string", enum: [name] },
                timestamp: { type: "string", format: "date-time", description: "When the event was appended." },
                data,
              },
            },
            ...(example !== undefined && {
              example: { type: name, timestamp: "2026-11-05T09:30:00.000Z", data: example },
            }),
          },
        },
      },
      responses: {
        "2XX": { description: "Received. Any other status is a failure, and the delivery is retried." },
        "410": { description: "The endpoint is gone: it is disabled." },
      },
    },
  };
}

/** Public events as webhooks of OpenAPI 3.1, as subscribed endpoints receive them. */
export const webhooksOf = (events: Events): Readonly<Record<string, Webhook>> =>
  Object.fromEntries(
    Object.entries(events)
      .filter(([, event]) => event.public)
      .map(([name, event]) => [name, webhookOf(name, event)]),
  );
