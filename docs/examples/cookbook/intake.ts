import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { mutation, unauthorized } from "../../../shared/contract/index.ts";

export const intake = {
  contact: mutation({
    summary: "Send a contact form",
    access: "public",
    input: z.object({
      email: z.email().max(254),
      topics: z.array(z.string().max(32)).max(5),
      isUrgent: z.boolean().default(false),
      picture: z.base64().max(200_000).optional(),
    }),
    output: z.object({ topics: z.int(), pictureBytes: z.int() }),
    rest: { route: "POST /contact", accepts: "form", status: 201 },
  }),
  webhook: mutation({
    summary: "Hear of a payment",
    access: "public",
    input: z.object({ payload: z.string().max(65_536), signature: z.string().max(128) }),
    output: z.null(),
    errors: { bad_signature: unauthorized("signature") },
    rest: {
      route: "POST /hooks/payments",
      accepts: { raw: "payload", type: "application/json" },
      headers: { signature: "x-signature" },
      status: 204,
    },
  }),
};

/** From the settings, in earnest. */
export const webhookKey = "a key that both sides know";

const Payment = z.object({ id: z.string(), amount: z.int() });

export const intakeHandlers = implement(intake, {
  contact: ({ input, write }) =>
    write(async () => ({
      topics: input.topics.length,
      pictureBytes: Buffer.from(input.picture ?? "", "base64").length,
    })),
  webhook: ({ input, fail, write }) => {
    const expected = createHmac("sha256", webhookKey).update(input.payload).digest();
    const given = Buffer.from(input.signature, "hex");
    // The bytes are checked before anything is made of them.
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) fail("bad_signature");
    return write(async () => {
      Payment.parse(JSON.parse(input.payload));
      return null;
    });
  },
});
