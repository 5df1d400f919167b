import type * as z from "zod";
import type { Webhook, Webhooks } from "../../../shared/contract/index.ts";
import { type Db, isRetryable, isUnavailable, type Tx, transaction } from "../../database/index.ts";
import { isJson, textOf } from "../../http/body.ts";
import type { Exchange } from "../../http/exchange.ts";
import { admit, type Guards } from "../../http/guards.ts";
import { parseJson } from "../../http/json.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import { isLatest, once } from "../../inbox/index.ts";
import { ApiError, parseInput, standardError } from "../../procedures/index.ts";
import { verifiers } from "../../webhooks/index.ts";
import { problemResponse } from "../rest/problem.ts";

/** The argument of a webhook's handler. */
export interface WebhookContext<I> {
  /** The transaction that also records the message; long work is enqueued in it as a job. */
  readonly tx: Tx;
  readonly input: I;
  readonly id: string;
  /** GitHub's `X-GitHub-Event`, which it does not sign; `null` for the other schemes, whose type is in the body. */
  readonly type: string | null;
}

/** A verified message, as its handler gets it. */
type Message = Omit<WebhookContext<Record<string, unknown>>, "tx">;

/**
 * Handlers of declared webhooks. Each runs in one transaction with the record of its message, so once for each message; it
 * may be repeated after a deadlock or a serialization failure.
 */
export type WebhookHandlers<W extends Webhooks> = {
  readonly [Name in keyof W]: (context: WebhookContext<z.output<W[Name]["input"]>>) => Promise<void>;
};

/** Declared webhooks, their handlers and their secrets. */
export interface ReceivedWebhooks<W extends Webhooks = Webhooks> {
  readonly webhooks: W;
  readonly handlers: WebhookHandlers<W>;
  /** Secrets by the name of their setting; a webhook without any is not served. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** The current time in milliseconds, for tests. */
  readonly nowMs?: () => number;
}

/** The outcome of a message. */
type Result = "handled" | "duplicate" | "outdated";

type Handler = (context: WebhookContext<Record<string, unknown>>) => Promise<void>;

/** Guarantees the pair of contract and handler: `WebhookHandlers` has checked it, by name. */
const handlerOf = (handlers: Readonly<Record<string, unknown>>, name: string) => handlers[name] as Handler;

const malformed = (detail: string) => standardError("malformed", { detail });

/** Bounds what is stored to recognize a message and its subject. */
const maxIdBytes = 512;

const isStorable = (text: string) => text !== "" && Buffer.byteLength(text) <= maxIdBytes;

/** The value at a dotted path of a parsed input. */
const valueAt = (input: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, name) => Object(value)[name], input);

function textAt(input: unknown, path: string): string {
  const value = valueAt(input, path);
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw malformed(`The field ${path} is no text.`);
}

/** A whole number as it is, an ISO time in milliseconds. */
function orderAt(input: unknown, path: string): number {
  const value = valueAt(input, path);
  const order = typeof value === "string" ? Date.parse(value) : value;
  if (typeof order === "number" && Number.isSafeInteger(order)) return order;
  throw malformed(`The field ${path} is neither a whole number nor a time.`);
}

function idOf({ id: path, verify }: Webhook, input: unknown, inHeader: string | undefined): string {
  const field = path ?? (verify === "stripe" ? "id" : undefined);
  const id = field === undefined ? inHeader : textAt(input, field);
  if (id === undefined || !isStorable(id)) throw malformed("The message has no id of 1 to 512 bytes.");
  return id;
}

/** Handles a verified message once, unless a later one of its subject was handled. */
const handle = (db: Db, name: string, { order }: Webhook, handler: Handler, message: Message) =>
  transaction(db, async (tx): Promise<Result> => {
    const source = `webhook:${name}`;
    const { id, input } = message;
    if (!(await once(tx, source, id))) return "duplicate";
    if (order !== undefined) {
      const subject = textAt(input, order.subject);
      if (!isStorable(subject)) throw malformed(`The field ${order.subject} has no 1 to 512 bytes.`);
      if (!(await isLatest(tx, source, subject, orderAt(input, order.at)))) return "outdated";
    }
    await handler({ tx, ...message });
    return "handled";
  });

const refused = () =>
  standardError("unauthorized", {
    subjects: { signature: ["is invalid"] },
    detail: "The signature is missing or invalid, or its time is more than five minutes off.",
  });

/** A signature authenticates a message, and nothing that a browser attaches to a request. */
const guards: Guards = {
  origins: null,
  checkMediaType: ({ request }) => {
    if (!isJson(request.header("content-type"))) throw standardError("wrong_media_type");
  },
  refusedConditions: [],
};

async function receive(exchange: Exchange, name: string, received: ReceivedWebhooks): Promise<Result> {
  const contract = Object.hasOwn(received.webhooks, name) ? received.webhooks[name] : undefined;
  const secrets = contract === undefined ? [] : (received.secrets[contract.secret] ?? []);
  if (contract === undefined || secrets.length === 0) throw standardError("no_such_procedure");
  if (exchange.request.method !== "POST") throw standardError("wrong_method", { headers: { allow: "POST" } });
  const { request, services } = admit(exchange, guards);
  const body = await request.readBytes();
  const { nowMs = Date.now } = received;
  const verified = verifiers[contract.verify](
    { header: (header) => request.header(header), body },
    { secrets, nowMs: nowMs() },
  );
  if (verified === null) throw refused();
  const input = parseInput(contract.input, parseJson(textOf(body)));
  const id = idOf(contract, input, verified.id);
  const message = { input, id, type: verified.type ?? null };
  return handle(services.db, name, contract, handlerOf(received.handlers, name), message);
}

/** Errors that the sender should answer by sending again. */
const isPassing = (error: unknown) => isUnavailable(error) || isRetryable(error);

/**
 * Creates `POST /webhooks/in/{name}`: verifies the raw bytes before it parses them, and answers 200 once the message is
 * committed, and for one that was handled before.
 */
export function createWebhooksSurface(received: ReceivedWebhooks) {
  return async (exchange: Exchange, name: string): Promise<HttpResponse> => {
    try {
      const result = await receive(exchange, name, received);
      return createResponse(exchange, 200, JSON.stringify({ result }), { "content-type": "application/json" });
    } catch (error) {
      if (error instanceof ApiError) return problemResponse(exchange, error);
      if (isPassing(error)) return problemResponse(exchange, standardError("unavailable", { retryAfterSeconds: 1 }));
      throw error;
    }
  };
}
