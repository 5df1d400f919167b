import * as z from "zod";
import { mutation, notFound, query } from "./contract/index.ts";
import { Moment, Nothing } from "./fields.ts";

const EndpointId = z
  .uuid()
  .meta({ description: "An endpoint's id.", examples: ["7c0f1f5e-52a4-4a55-9d0c-6a3f0e1f4b11"] });

const EventName = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: "A public event.", examples: ["article.published"] });

const Url = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .meta({
    description: "Where events are posted: HTTPS, at a public address.",
    examples: ["https://example.com/hooks/dovetail"],
  });

const Description = z
  .string()
  .max(200)
  .meta({ description: "For people.", examples: ["Rebuilds the site"] });

const EventNames = z
  .array(EventName)
  .max(50)
  .meta({ description: "The events that are sent; without any, all.", examples: [["article.published"]] });

const example = {
  id: "7c0f1f5e-52a4-4a55-9d0c-6a3f0e1f4b11",
  url: "https://example.com/hooks/dovetail",
  description: "Rebuilds the site",
  events: ["article.published"],
  forAll: false,
  signature: "hmac" as const,
  publicKey: null,
  previousSecretUntil: null,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  pending: 0,
  createdAt: "2026-11-05T09:30:00.000Z",
};

const EventId = z.uuid().meta({
  description: "The event's id, `webhook-id` of its deliveries.",
  examples: ["0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10"],
});

const moment = z.iso.datetime().nullable();

export const WebhookEndpoint = z
  .object({
    id: EndpointId,
    url: z.string(),
    description: z.string(),
    events: z.array(z.string()),
    forAll: z.boolean().meta({ description: "Whether it gets events about all accounts." }),
    signature: z.enum(["hmac", "ed25519"]),
    publicKey: z.string().nullable().meta({ description: "Verifies ed25519 signatures, `whpk_…`; null for HMAC." }),
    previousSecretUntil: moment.meta({ description: "Until then the former secret signs too; null after that." }),
    disabledAt: moment.meta({ description: "Since when nothing is sent; null while it is enabled." }),
    disabledReason: z.string().nullable().meta({
      description:
        "Why it is disabled: `owner`, `gone` (it answered 410), `failing` (for three days); null while enabled.",
    }),
    failingSince: moment.meta({ description: "Time of the first failure since the last success." }),
    pending: z.int().meta({ description: "The number of events that wait to be sent." }),
    createdAt: Moment,
  })
  .meta({ id: "WebhookEndpoint", description: "A receiver of events over HTTPS.", examples: [example] });

const Secret = z
  .string()
  .nullable()
  .meta({
    format: "password",
    description: "The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone.",
    examples: ["whsec_…"],
  });

const WithSecret = z.object({ secret: Secret, endpoint: WebhookEndpoint });

const unavailable = {
  status: 503,
  subject: "webhooks",
  message: "are unavailable",
  detail: "Webhooks are disabled: the operator has not set ENCRYPTION_KEYS, or has set WEBHOOKS to off.",
} as const;

const missing = notFound("endpoint", "You have no such endpoint.");

const one = z.object({ id: EndpointId });

export const webhooks = {
  create: mutation({
    summary: "Register a webhook endpoint",
    description:
      "Events about the account are posted to the URL as Standard Webhooks. The secret is in this response only. An account has at most 10 endpoints. Only admins may register one for all accounts.",
    access: { fresh: true },
    input: z.object({
      url: Url,
      description: Description.default(""),
      events: EventNames.default([]),
      signature: z.enum(["hmac", "ed25519"]).default("hmac"),
      forAll: z.boolean().default(false).meta({ description: "Send events about all accounts; for admins." }),
    }),
    output: WithSecret,
    errors: {
      too_many: {
        status: 409,
        subject: "endpoints",
        message: "are too many",
        detail: "An account can have at most 10 endpoints: delete one first.",
      },
      admins_only: {
        status: 403,
        subject: "forAll",
        message: "is for admins",
        detail: "Only an admin may register an endpoint for all accounts.",
      },
      unavailable_here: unavailable,
    },
    limit: { per: "viewer", rate: 30, perSeconds: 3600 },
    rest: { route: "POST /webhooks", status: 201 },
  }),
  list: query({
    summary: "List the viewer's webhook endpoints",
    description: "Newest first.",
    access: "required",
    input: z.object({}),
    output: z.object({ endpoints: z.array(WebhookEndpoint) }),
    rest: { route: "GET /webhooks" },
  }),
  get: query({
    summary: "Get one of the viewer's webhook endpoints",
    access: "required",
    input: one,
    output: WebhookEndpoint,
    errors: { not_found: missing },
    rest: { route: "GET /webhooks/{id}", reply: "endpoint" },
  }),
  update: mutation({
    summary: "Change a webhook endpoint",
    description:
      "With `enabled: true` a disabled endpoint is sent what waits for it. Events that occurred meanwhile can be replayed.",
    access: { fresh: true },
    input: one.extend({
      url: Url.optional(),
      description: Description.optional(),
      events: EventNames.optional(),
      enabled: z.boolean().optional(),
    }),
    output: WebhookEndpoint,
    errors: { not_found: missing, unavailable_here: unavailable },
    limit: { per: "viewer", rate: 120, perSeconds: 3600 },
    rest: { route: "PATCH /webhooks/{id}", reply: "endpoint" },
  }),
  delete: mutation({
    summary: "Delete a webhook endpoint",
    description: "Its pending events and its log of attempts are deleted too.",
    access: "required",
    input: one,
    output: Nothing,
    errors: { not_found: missing },
    rest: { route: "DELETE /webhooks/{id}", status: 204 },
  }),
  rotateSecret: mutation({
    summary: "Rotate a webhook endpoint's secret",
    description:
      "Returns the new secret, once. Both secrets sign until `overlapHours` are over, so that the receiver can change over in between.",
    access: { fresh: true },
    input: one.extend({
      overlapHours: z
        .int()
        .min(0)
        .max(168)
        .default(24)
        .meta({ description: "How long the former secret signs too; 0 if it was disclosed.", examples: [24] }),
    }),
    output: WithSecret,
    errors: { not_found: missing, unavailable_here: unavailable },
    limit: { per: "viewer", rate: 30, perSeconds: 3600 },
    rest: { route: "POST /webhooks/{id}/secret" },
  }),
  test: mutation({
    summary: "Send a test event",
    description:
      "Sends `webhook.test` at once, before what waits, and does not repeat it. Its result is in the log of attempts.",
    access: "required",
    input: one,
    output: z.object({ eventId: EventId }),
    errors: {
      not_found: missing,
      disabled: {
        status: 409,
        subject: "endpoint",
        message: "is disabled",
        detail: "This endpoint is disabled: enable it first.",
      },
    },
    limit: { per: "viewer", rate: 60, perSeconds: 3600, burst: 5 },
    rest: { route: "POST /webhooks/{id}/test" },
  }),
  listAttempts: query({
    summary: "List the attempts of a webhook endpoint",
    description: "Newest first; kept for 30 days.",
    access: "required",
    input: one.extend({
      limit: z.int().min(1).max(100).default(50),
      cursor: z
        .string()
        .max(20)
        .optional()
        .meta({ description: "Opaque cursor: `next` of the previous page.", examples: ["2s"] }),
    }),
    output: z.object({
      attempts: z.array(
        z.object({
          eventId: EventId,
          event: z.string().meta({ examples: ["article.published"] }),
          attempt: z.int().meta({ description: "1 for the first attempt of a delivery.", examples: [1] }),
          at: Moment,
          durationMs: z.int().meta({ examples: [84] }),
          status: z
            .int()
            .nullable()
            .meta({ description: "The status that was answered; null without an answer.", examples: [204] }),
          error: z
            .string()
            .nullable()
            .meta({
              description:
                "Why there was no answer: `timed_out`, `connection_refused`, `certificate_expired`, `certificate_untrusted` (self-signed, or without its chain), `certificate_of_another_host`, `tls_failed`, `connection_failed` (for any other reason), `unresolvable`, `address_refused`, `url_refused`.",
              examples: [null],
            }),
        }),
      ),
      next: z
        .string()
        .nullable()
        .meta({ description: "Send as `cursor` to get the next page; null on the last page.", examples: [null] }),
    }),
    errors: { not_found: missing },
    rest: { route: "GET /webhooks/{id}/attempts" },
  }),
  replay: mutation({
    summary: "Send events again",
    description:
      "One event by its id, or those that occurred from `since` and before `until`, at most 1,000 in a call, or fewer where many events concern others: also events that the endpoint has not received because it was disabled or not there yet. Events are kept for 7 days unless configured otherwise.",
    access: "required",
    input: one.extend({
      eventId: EventId.optional(),
      since: Moment.optional(),
      until: Moment.optional(),
    }),
    output: z.object({
      count: z.int().meta({ description: "The number of events that are sent again.", examples: [12] }),
      next: moment.meta({ description: "Send as `since` for the rest; null when there is none.", examples: [null] }),
    }),
    errors: { not_found: missing },
    limit: { per: "viewer", rate: 60, perSeconds: 3600 },
    rest: { route: "POST /webhooks/{id}/replay" },
  }),
};
