import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { mutation, taken } from "../../../shared/contract/index.ts";

export const tickets = {
  reserve: mutation({
    summary: "Reserve seats",
    access: "public",
    input: z.object({ show: z.string().max(64), seats: z.int().min(1).max(10) }),
    output: z.object({ reservation: z.string() }),
    errors: {
      sold_out: { ...taken("show"), details: z.object({ left: z.int(), nextShow: z.iso.date().nullable() }) },
      unpaid: {
        status: 402,
        subject: "account",
        message: "has to be paid",
        detail: "Pay what is open first.",
        details: z.object({ openCents: z.int() }),
      },
      locked: { status: 423, subject: "show", message: "is locked", detail: "This show is being changed." },
    },
    rest: { route: "POST /reservations", status: 201, location: "/reservations/{reservation}" },
  }),
};

export const ticketHandlers = implement(tickets, {
  reserve: ({ input, fail, write }) => {
    if (input.show === "closed") fail("locked");
    if (input.show === "debt") fail("unpaid", { openCents: 1250 });
    if (input.seats > 2) fail("sold_out", { left: 2, nextShow: "2026-12-24" }, ["has two seats left"]);
    return write(async () => ({ reservation: `${input.show}-1` }));
  },
});
