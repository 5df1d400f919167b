// Checked by `tsc`: each line under `@ts-expect-error` must not compile.
import { readBody } from "./body.ts";
import type { Exchange } from "./exchange.ts";
import { admit, type Guards } from "./guards.ts";
import { type HttpPolicy, openCall } from "./open-call.ts";

declare const exchange: Exchange;
declare const policy: HttpPolicy;
declare const guards: Guards;

export const surfaces = {
  "without its guards, a surface gets no call": () => {
    // @ts-expect-error
    openCall(exchange, policy);
    openCall(admit(exchange, guards), policy);
  },
  "without its guards, a surface gets no body": () => {
    // @ts-expect-error
    exchange.request.readBytes();
    // @ts-expect-error
    readBody(exchange.request);
    readBody(admit(exchange, guards).request);
  },
  "a guard cannot be left out": () => {
    // @ts-expect-error
    admit(exchange, { checkMediaType: () => {}, refusedConditions: [] });
    // @ts-expect-error
    admit(exchange, { origins: null, refusedConditions: [] });
    // @ts-expect-error
    admit(exchange, { origins: null, checkMediaType: () => {} });
  },
};
