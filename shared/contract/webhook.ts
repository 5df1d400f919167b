import type * as z from "zod";
import { objectShapes } from "./object-shapes.ts";

/** How a sender signs: Standard Webhooks 1.0.0, Stripe's `Stripe-Signature`, or GitHub's `X-Hub-Signature-256`. */
export type WebhookScheme = "standard" | "stripe" | "github";

/** Options of {@link webhook}. Paths are dotted names of input fields: `data.object.id`. */
export interface WebhookOptions<I extends z.ZodObject> {
  /** The work, in the imperative: "Record a payment". */
  readonly summary: string;
  readonly description?: string;
  readonly verify: WebhookScheme;
  /** The setting with the sender's secret, or several, separated by commas, while it is rotated. */
  readonly secret: string;
  /**
   * The field with the message's id. Absent: the `webhook-id` or `X-GitHub-Delivery` header, or Stripe's field `id`. GitHub
   * does not sign its header.
   */
  readonly id?: string;
  /** Ignores a message that is older than one about the same subject; `at` is a whole number or an ISO time. */
  readonly order?: { readonly subject: string; readonly at: string };
  /** The fields that the handler needs; others are dropped. */
  readonly input: I;
}

/** A declared webhook of another system. */
export interface Webhook<I extends z.ZodObject = z.ZodObject> extends WebhookOptions<I> {
  readonly kind: "webhook";
}

/** Declared webhooks by name, the last segment of their route. */
export type Webhooks = Readonly<Record<string, Webhook>>;

/**
 * Declares a webhook that another system calls at `POST /webhooks/in/{name}`.
 *
 * @example
 * billing: webhook({
 *   summary: "Record a payment",
 *   verify: "stripe",
 *   secret: "BILLING_WEBHOOK_SECRET",
 *   order: { subject: "data.object.id", at: "created" },
 *   input: z.object({ id: z.string(), created: z.int(), data: z.object({ object: z.object({ id: z.string() }) }) }),
 * }),
 */
export const webhook = <I extends z.ZodObject>(options: WebhookOptions<I>): Webhook<I> => ({
  ...options,
  kind: "webhook",
});

/** True when every object of a schema has a field at a dotted path. */
function hasField(schema: z.core.$ZodType, path: string): boolean {
  const [name = "", ...rest] = path.split(".");
  return objectShapes(schema).every((shape) => {
    const field = shape !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
    return field !== undefined && (rest.length === 0 || hasField(field, rest.join(".")));
  });
}

function errorOf(name: string, { secret, verify, id, order, input }: Webhook): string | undefined {
  if (!/^[a-z][a-zA-Z0-9-]{0,62}$/.test(name)) return "a name is a segment of a URL, such as billing";
  if (!/^[A-Z][A-Z0-9_]{0,99}$/.test(secret))
    return `secret: "${secret}" is no name of a setting, such as BILLING_WEBHOOK_SECRET`;
  const idField = id ?? (verify === "stripe" ? "id" : undefined);
  const missing = [idField, order?.subject, order?.at].find((path) => path !== undefined && !hasField(input, path));
  return missing === undefined ? undefined : `the input has no field "${missing}"`;
}

/**
 * Combines the webhooks of all features and validates them.
 * @throws {TypeError} naming the webhook and its error.
 */
export function defineWebhooks<const W extends Webhooks>(webhooks: W): W {
  // As in `defineApi`.
  if (navigator.userAgent === "Cloudflare-Workers") return webhooks;
  for (const [name, one] of Object.entries(webhooks)) {
    const error = errorOf(name, one);
    if (error !== undefined) throw new TypeError(`${name}: ${error}`);
  }
  return webhooks;
}
