import * as z from "zod";
import { job } from "../../shared/contract/index.ts";

/** A job of three steps. */
export const order = {
  "order.fulfil": job({
    summary: "Fulfil an order",
    input: z.object({ orderId: z.int() }),
    retry: { maxAttempts: 20 },
    timeoutMs: 20_000,
  }),
};
