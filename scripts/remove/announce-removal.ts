import { hasEntry } from "../../packages/contract-gate/index.ts";
import { Refusal } from "../change/feature-names.ts";
import type { Draft } from "../change/plan.ts";

interface Lock {
  readonly wire: number;
  readonly procedures: Readonly<Record<string, unknown>>;
}

/** Guarantees what is read of it: only a release writes the lock. */
const asLock = (text: string) => JSON.parse(text) as Lock;

/**
 * Where clients were released that may call the feature, raises the version of the wire, once, and announces it in the
 * changelog. @throws {Refusal} where the version is not written as it was.
 */
export function announceRemoval(draft: Draft, feature: string): void {
  const { wire, procedures } = asLock(draft.read("shared/contract.lock.json"));
  if (!Object.keys(procedures).some((name) => name.startsWith(`${feature}.`))) return;
  const next = wire + 1;
  draft.edit("shared/version.ts", (source) => {
    const raised = source.replace(/^(export const wireVersion = )\d+;$/m, `$1${next};`);
    if (!raised.includes(`wireVersion = ${next};`))
      throw new Refusal(
        'shared/version.ts: expected the line "export const wireVersion = <number>;"; restore it and try again.',
      );
    return raised;
  });
  const entry = `- \`${feature}\` is gone, with what other features had for it: its calls answer 404.\n`;
  draft.edit("CHANGELOG.md", (source) =>
    hasEntry(source, next)
      ? source.replace(new RegExp(`^(## Wire ${next}\\b.*\\n\\n)`, "m"), `$1${entry}`)
      : source.replace(/^## Wire /m, `## Wire ${next}\n\n${entry}\n## Wire `),
  );
}
