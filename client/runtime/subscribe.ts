import { CallError } from "./error.ts";
import { eventsIn } from "./event-stream.ts";
import { errorBeforeSending, globalFetch, obtainHeaders, refusesToken, secondsIn } from "./exchange.ts";
import type { Answer, ClientOptions, RequestOptions } from "./options.ts";
import { writeInput } from "./pending-call.ts";
import { errorInResponse } from "./read-error.ts";
import { targetOf } from "./resolve-options.ts";
import { pause } from "./send-calls.ts";
import type { Target } from "./target.ts";
import { writeRequest } from "./wire.ts";

/** Options of a subscription. */
export interface SubscriptionOptions {
  /** Ends the subscription: its loop throws `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called when messages may be missing, since the service no longer has them: reload the state. The stream continues
   * with new messages. Without this function, the loop throws `reset` instead.
   */
  readonly onReset?: (() => void) | undefined;
}

/** The messages of a subscription; the stream begins with the first loop over it, and reconnects automatically. */
export interface Subscription<T> extends AsyncIterable<T> {
  /** Position after the last message: pass it as input to resume there, in another process too. */
  readonly lastEventId: string | undefined;
}

/** Subscribes to a procedure by name. */
export type Subscriber = (name: string, input: unknown, options?: SubscriptionOptions) => Subscription<unknown>;

/** Silence after which a connection counts as lost; the service sends a keep-alive at least every 25 seconds. */
const maxSilenceMs = 60_000;
const baseDelayMs = 1000;
const maxDelayMs = 30_000;
const transientCodes = new Set(["network", "unavailable", "limited"]);

type Fields = Readonly<Record<string, unknown>>;

/** The stream of one loop over a subscription, across its connections. */
class Follower {
  readonly #name: string;
  readonly #target: Target;
  readonly #input: Fields;
  readonly #onReset: (() => void) | undefined;
  /** Aborts the loop's requests. */
  readonly #signal: AbortSignal | undefined;
  lastEventId: string | undefined;
  #failures = 0;
  /** The token that was rejected last. */
  #rejectedToken: string | null = null;

  constructor(name: string, input: unknown, { signal, onReset }: SubscriptionOptions, target: Target) {
    const { lastEventId, ...fields } = Object(input);
    this.#name = name;
    this.#input = fields;
    this.#target = target;
    this.#signal = signal;
    this.#onReset = onReset;
    this.lastEventId = lastEventId;
  }

  /** Yields messages over one connection after another. */
  async *messages(): AsyncGenerator<unknown, never> {
    for (;;) {
      const controller = new AbortController();
      const abort = () => controller.abort();
      this.#signal?.addEventListener("abort", abort);
      let retryAfterMs = 0;
      try {
        this.#checkAborted();
        yield* this.#connection(controller);
      } catch (cause) {
        this.#checkAborted();
        const error = cause instanceof CallError ? cause : this.#error("network", "The stream broke off.", cause);
        if (!transientCodes.has(error.code)) throw error;
        retryAfterMs = (error.retryAfterSeconds ?? 0) * 1000;
      } finally {
        controller.abort();
        this.#signal?.removeEventListener("abort", abort);
      }
      const backoffMs = Math.random() * Math.min(maxDelayMs, baseDelayMs * 2 ** this.#failures++);
      await pause(retryAfterMs + backoffMs, this.#signal);
    }
  }

  #error(code: string, message: string, cause?: unknown) {
    return new CallError(this.#name, code, message, { cause });
  }

  #checkAborted() {
    if (this.#signal?.aborted) throw this.#error("aborted", "The subscription was cancelled.", this.#signal.reason);
  }

  /** Yields the messages of one connection; returns when the service ends it, or to reconnect with a newer token. */
  async *#connection(controller: AbortController): AsyncGenerator<unknown, void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restartTimer = () => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), maxSilenceMs);
    };
    restartTimer();
    try {
      const { answer, token } = await this.#open(controller.signal);
      const events = await this.#streamIn(answer, token);
      if (events === undefined) return;
      for await (const { event, data, id } of eventsIn(events, restartTimer)) {
        if (id !== undefined) this.lastEventId = id;
        if (event === "serialized-error") {
          if (await this.#renewToken(token, this.#errorIn(answer, `{"error":${data}}`))) return;
        } else {
          if (event !== "connected") this.#failures = 0;
          if (event === "message" && data !== undefined) yield* this.#message(JSON.parse(data));
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  *#message(message: Fields): Generator<unknown, void> {
    this.#rejectedToken = null;
    if (message.reset !== true) yield message;
    else if (this.#onReset === undefined)
      throw this.#error("reset", "Messages are missing: the service no longer has them. Read the state anew.");
    // Errors of the app's function are not those of a connection, after which the stream would be opened again.
    else void Promise.resolve().then(this.#onReset);
  }

  async #open(signal: AbortSignal): Promise<{ answer: Answer; token: string | null }> {
    const { url: base, fetch = globalFetch, credentials } = this.#target;
    const input = writeInput(this.#name, { ...this.#input, lastEventId: this.lastEventId });
    const { headers, token } = await obtainHeaders(this.#target, { accept: "text/event-stream" }, true).catch(
      (cause) => {
        throw errorBeforeSending(this.#name, cause);
      },
    );
    const { url, method, body } = writeRequest(base, [{ name: this.#name, kind: "subscription", input }]);
    const request: RequestOptions = { method, headers, signal };
    if (credentials !== undefined) request.credentials = credentials;
    if (body !== undefined) {
      request.body = body;
      headers["content-type"] = "application/json";
    }
    return { answer: await fetch(url, request), token };
  }

  /** The stream in a response; `undefined` when it is to be opened again with a newer token. @throws {CallError} if there is none. */
  async #streamIn(answer: Answer, token: string | null) {
    if (answer.headers.get("content-type")?.startsWith("text/event-stream") !== true)
      throw this.#errorIn(answer, await answer.text());
    if (!answer.body)
      throw this.#error("bad_answer", "This fetch cannot stream responses: pass one that can, such as expo/fetch.");
    const isRefused = refusesToken(answer.headers.get("www-authenticate"));
    return isRefused && (await this.#renewToken(token)) ? undefined : answer.body;
  }

  #errorIn(answer: Answer, text: string): CallError {
    return errorInResponse(this.#name, {
      status: answer.status,
      text,
      requestId: answer.headers.get("x-request-id") ?? undefined,
      retryAfterSeconds: secondsIn(answer.headers.get("retry-after")),
    });
  }

  /** Obtains a token to replace a rejected one. @returns whether there is one. @throws {CallError} `refusal`, if there is none. */
  async #renewToken(token: string | null, refusal?: CallError): Promise<boolean> {
    if (refusal !== undefined && refusal.code !== "unauthorized") throw refusal;
    const newToken = token === null || this.#rejectedToken === token ? null : await this.#target.renew(token);
    this.#rejectedToken = token;
    if (newToken !== null) return true;
    void Promise.resolve().then(this.#target.onSignInNeeded);
    if (refusal !== undefined) throw refusal;
    return false;
  }
}

/** Creates the function behind all subscriptions. */
export function createSubscriber(options: ClientOptions): Subscriber {
  const target = targetOf(options);
  return (name, input, subscriptionOptions = {}) => {
    const follower = new Follower(name, input, subscriptionOptions, target);
    return {
      get lastEventId() {
        return follower.lastEventId;
      },
      [Symbol.asyncIterator]: () => follower.messages(),
    };
  };
}
