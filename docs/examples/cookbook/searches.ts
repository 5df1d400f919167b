import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { query } from "../../../shared/contract/index.ts";

const Order = z.object({ id: z.int(), state: z.enum(["open", "paid"]), total: z.number() });

const Filter = z.object({
  state: z.array(Order.shape.state).max(10).default([]),
  total: z.object({ min: z.number().optional(), max: z.number().optional() }).default({}),
  size: z.union([z.int().min(1).max(50), z.literal("all")]).default(20),
});

export const searches = {
  find: query({
    summary: "Find orders",
    access: "public",
    input: Filter,
    output: z.object({ orders: z.array(Order) }),
    rest: { route: "GET /orders" },
  }),
  search: query({
    summary: "Find orders by a large filter",
    access: "public",
    input: Filter.extend({ ids: z.array(z.int()).max(10_000).optional() }),
    output: z.object({ orders: z.array(Order) }),
    cache: { ttlSeconds: 10, scope: "shared", tags: ["orders"] },
    rest: { route: "POST /orders/search" },
  }),
};

const orders: readonly z.infer<typeof Order>[] = [
  { id: 1, state: "open", total: 10 },
  { id: 2, state: "paid", total: 25.5 },
  { id: 3, state: "paid", total: 99 },
];

const fitting = ({ state, total: { min = 0, max = Number.MAX_VALUE }, size }: z.infer<typeof Filter>) =>
  orders
    .filter((order) => (state.length === 0 || state.includes(order.state)) && order.total >= min && order.total <= max)
    .slice(0, size === "all" ? orders.length : size);

export const searchHandlers = implement(searches, {
  find: ({ input }) => ({ orders: fitting(input) }),
  search: ({ input }) => ({ orders: fitting(input).filter(({ id }) => input.ids?.includes(id) ?? true) }),
});
