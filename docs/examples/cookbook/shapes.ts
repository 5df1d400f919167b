import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { query } from "../../../shared/contract/index.ts";

/** An amount as text, exact in every language; a count beyond 2^53 likewise. */
const Decimal = z
  .string()
  .max(32)
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: "A decimal number.", examples: ["12.50"] });

const Comment = z
  .object({
    text: z.string().max(200),
    get answers() {
      return z.array(Comment).max(20);
    },
  })
  .meta({ id: "ThreadComment" });

const Shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), radius: z.number().positive() }),
  z.object({ kind: z.literal("box"), size: z.tuple([z.number().positive(), z.number().positive()]) }),
]);

export const shapes = {
  describe: query({
    summary: "Describe shapes",
    access: "public",
    input: z.object({
      shapes: z.array(Shape).max(10),
      on: z.iso.date(),
      price: Decimal,
      labels: z.record(z.string().max(16), z.string().max(64)).optional(),
      thread: Comment.optional(),
    }),
    output: z.object({ area: z.number(), price: Decimal, on: z.iso.date(), thread: Comment.nullable() }),
    rest: { route: "GET /shapes" },
  }),
};

const areaOf = (shape: z.infer<typeof Shape>) =>
  shape.kind === "circle" ? Math.PI * shape.radius ** 2 : shape.size[0] * shape.size[1];

export const shapeHandlers = implement(shapes, {
  describe: ({ input: { shapes: all, price, on, thread = null } }) => ({
    area: all.reduce((sum, shape) => sum + areaOf(shape), 0),
    price,
    on,
    thread,
  }),
});
