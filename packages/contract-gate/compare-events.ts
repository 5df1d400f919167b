import type { Finding } from "./compare-procedures.ts";
import { type Comparison, compareSchemas } from "./compare-schemas.ts";
import { isBreaking } from "./difference.ts";
import type { EventFacts, Schemas } from "./json-schema.ts";

/** Readers rely on the order of a key: another key, or none, breaks them. */
function compareKeys(before: EventFacts, after: EventFacts): Finding[] {
  if (before.key === after.key) return [];
  const isNew = before.key === undefined;
  const text = after.key === undefined ? "is no longer ordered by a key" : `is ordered by "${after.key}"`;
  return [{ text: isNew ? text : `${text}, was by "${before.key}"`, isBreaking: !isNew }];
}

/** Compares a public event. Its readers receive the payload, so it may change as an output may. */
export function compareEvent(
  [before, after]: readonly [EventFacts | undefined, EventFacts | undefined],
  [released, current]: readonly [Schemas, Schemas],
): readonly Finding[] {
  if (before === undefined) return [{ text: "is new", isBreaking: false }];
  if (after === undefined) return [{ text: "is gone, or no longer public", isBreaking: true }];
  const comparison: Comparison = { side: "output", before: released, after: current, found: new Map() };
  const payload = compareSchemas(comparison, "payload", before.payload, after.payload);
  return [
    ...compareKeys(before, after),
    ...payload.map((one) => ({ text: `${one.path} ${one.text}`, isBreaking: isBreaking("output", one) })),
  ];
}
