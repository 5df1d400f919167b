import * as z from "zod";
import { type AddressRange, readAddressRange } from "./address-policy.ts";

const ranges = z
  .string()
  .transform((text) => text.split(",").map((range) => readAddressRange(range.trim())))
  .refine((list) => list.every((range) => range !== null), {
    message: "must be addresses or ranges such as 10.0.0.0/8, separated by commas",
  })
  .transform((list) => list.flatMap((range): AddressRange[] => (range === null ? [] : [range])));

/** Settings of webhooks. */
export const webhookFields = {
  WEBHOOKS: z.enum(["on", "off"], { error: "must be one of on, off" }).optional(),
  WEBHOOK_ALLOWED_ADDRESSES: ranges.default([]),
};
