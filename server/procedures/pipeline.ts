import { CacheOverloaded, LoadTimeout } from "../cache/index.ts";
import { isRetryable, isUnavailable } from "../database/index.ts";
import { TooManyHashes } from "../providers/passwords.ts";
import { admit } from "./access.ts";
import type { Call, Services } from "./context.ts";
import { declaredFault, Fault, invalidField, standardFault } from "./fault.ts";
import type { Implementation } from "./implement.ts";
import { takeLimits } from "./limits.ts";
import { parseInput } from "./parse.ts";
import { answerQuery } from "./reading.ts";
import { createWrite } from "./write.ts";
import { Written } from "./written.ts";

/** A call that did what it should: its output as JSON text, and headers that go with it. */
export interface Success {
  readonly ok: true;
  readonly json: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a call ended. */
export type Outcome = Success | { readonly ok: false; readonly fault: Fault };

/** Hears of errors that nobody declared, once each, with their cause. */
export type ReportError = (error: unknown, about: { readonly requestId: string; readonly procedure: string }) => void;

/** Takes the input out of its wire format; asked only once access is granted. */
export type ReadInput = () => unknown;

/** Calls a procedure: access, parse, limits, handler, encode, errors, in this order, whichever surface asks. Never rejects. */
export type Execute = (
  services: Services,
  implementation: Implementation,
  readInput: ReadInput,
  call: Call,
) => Promise<Outcome>;

const retryAfterSeconds = 1;

/** What the caller may know of an error that no contract declares. */
function asFault(error: unknown, requestId: string): Fault {
  const isBusy = [TooManyHashes, LoadTimeout, CacheOverloaded].some((kind) => error instanceof kind);
  if (isBusy || isUnavailable(error) || isRetryable(error)) return standardFault("unavailable", { retryAfterSeconds });
  return standardFault("internal", { detail: `Something went wrong on our side. Request ${requestId}.` });
}

/** Keeps the fields that the contract promises and nothing else, and writes them down. */
function encode({ procedure }: Implementation, value: unknown): { json: string; output: unknown } {
  const encoded = procedure.output.safeParse(value);
  if (encoded.success) return { json: JSON.stringify(encoded.data), output: encoded.data };
  throw new TypeError("the handler's answer does not fit its contract", { cause: encoded.error });
}

const replayed = { "idempotency-replayed": "true" };

const run: (...of: Parameters<Execute>) => Promise<Success> = async (services, implementation, readInput, call) => {
  const { procedure, handler } = implementation;
  const viewer = await admit(procedure.access, call);
  const input = parseInput(procedure.input, await readInput());
  const passed = await takeLimits({ services, implementation, call, viewer, input });
  const context = {
    ...services,
    viewer,
    input,
    call,
    fail: (code: string) => {
      throw declaredFault(procedure.errors, code);
    },
    invalid: (field: string, message: string) => {
      throw invalidField(field, message);
    },
  };
  const encodeOutput = (output: unknown) => encode(implementation, output);
  if (procedure.kind === "query") {
    const { cache } = services;
    const json = await answerQuery({ cache, implementation, viewer, input, context, encode: encodeOutput });
    await passed.succeeded();
    return { ok: true, json, headers: passed.headers };
  }
  const write = createWrite({ services, implementation, call, viewer, input, encode: encodeOutput });
  const written = await handler({ ...context, write });
  if (!(written instanceof Written)) throw new TypeError(`${implementation.name} did not answer what it wrote`);
  await passed.succeeded();
  return { ok: true, json: written.json, headers: { ...passed.headers, ...(written.isReplay && replayed) } };
};

/** Builds the pipeline that every surface calls. */
export const createPipeline =
  (reportError: ReportError): Execute =>
  async (services, implementation, readInput, call) => {
    try {
      return await run(services, implementation, readInput, call);
    } catch (error) {
      if (error instanceof Fault) return { ok: false, fault: error };
      reportError(error, { requestId: call.requestId, procedure: implementation.name });
      return { ok: false, fault: asFault(error, call.requestId) };
    }
  };
