import fc from "fast-check";

const throwing = (what: string) => () => {
  throw new Error(what);
};

const hostile = new Proxy(
  {},
  Object.fromEntries(
    ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"].map((trap) => [trap, throwing(trap)]),
  ),
);

function cyclic(): object {
  const value: Record<string, unknown> = { a: 1 };
  value.self = value;
  return value;
}

function causedByItself(): Error {
  const error = new Error("first");
  error.cause = error;
  return error;
}

class OddPromise extends Promise<unknown> {
  // biome-ignore lint/suspicious/noThenProperty: what chaining answers no promise to is what this is about
  override then(): never {
    return 5 as never;
  }
}

const later = <T>(then: T) => ({
  then,
});

/** Factories of unusual values that a handler could return or throw. */
const odd: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 1n,
  () => Symbol("odd"),
  () => throwing("called"),
  () => new Date(Number.NaN),
  () => new Map([[1, 2]]),
  () => new Set(["x"]),
  () => /x/g,
  () => new Response("x"),
  () => new Error("plain"),
  () => Object.freeze(new TypeError("frozen")),
  () => causedByItself(),
  () => Object.defineProperty(new Error(), "message", { get: throwing("message") }),
  () => Object.assign(new Error("code"), { code: { toString: throwing("code") }, stack: 5 }),
  () => cyclic(),
  () => [cyclic()],
  () => hostile,
  () => ({ a: hostile }),
  () => Object.create(null),
  () => Object.create({ a: "inherited" }),
  () => ({
    get a() {
      throw new Error("getter");
    },
  }),
  () => ({ toJSON: throwing("toJSON") }),
  () => ({ toJSON: () => undefined }),
  () => ({ toString: throwing("toString"), [Symbol.toPrimitive]: throwing("toPrimitive") }),
  () => "x".repeat(1_000_000),
  () => "\ud800",
  () => ({ a: new Promise(() => {}) }),
  () => ({ ["__proto__"]: 5, a: "x" }),
  () => later(throwing("then")),
  () => later((resolve: (value: unknown) => void) => [resolve("first"), resolve("second"), throwing("late")()]),
  () => later((_: unknown, reject: (reason: unknown) => void) => reject(undefined)),
  () => new OddPromise((resolve) => resolve("x")),
  () => Object.assign(Promise.resolve("x"), later(throwing("own then"))),
  () =>
    new (class Point {
      x = 1;
    })(),
];

/** How a handler delivers its value. */
export const manners = ["answer", "resolve", "throw", "reject", "throw later"] as const;
export type Manner = (typeof manners)[number];

/** One handler behavior: each run creates its value anew. */
export interface Doing {
  readonly manner: Manner;
  readonly make: () => unknown;
}

/** Any handler behavior; `fitting` generates values that match its contract. */
export const doings = (fitting: fc.Arbitrary<unknown>): fc.Arbitrary<Doing> =>
  fc.record({
    manner: fc.constantFrom(...manners),
    make: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...odd) },
      { weight: 1, arbitrary: fitting.map((value) => () => value) },
    ),
  });

/** Runs the behavior. */
export function act({ manner, make }: Doing): unknown {
  const value = make();
  switch (manner) {
    case "answer":
      return value;
    case "resolve":
      return (async () => value)();
    case "throw":
      throw value;
    case "reject":
      return Promise.reject(value);
    case "throw later":
      return Promise.resolve().then(() => {
        throw value;
      });
  }
}
