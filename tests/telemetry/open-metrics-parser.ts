/** A metric family as the text declares it, with its samples. */
export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly samples: readonly ParsedSample[];
}

export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const suffixes: Readonly<Record<string, readonly string[]>> = {
  gauge: [""],
  counter: ["_total", "_created"],
  histogram: ["_bucket", "_count", "_sum", "_created"],
};

const headPattern = /^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const samplePattern =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?(?:[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)|\+Inf|NaN)$/;
const labelPattern = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  labelPattern.lastIndex = 0;
  while (labelPattern.lastIndex < text.length) {
    const at = labelPattern.lastIndex;
    const [, name = "", value = ""] = labelPattern.exec(text) ?? [];
    if (name === "") throw new SyntaxError(`labels from ${at}: ${text}`);
    if (name in labels) throw new SyntaxError(`label twice: ${name}`);
    labels[name] = value;
  }
  return labels;
}

/** Buckets grow, end with +Inf, and agree with the count. */
function checkHistogram({ name, samples }: ParsedFamily): void {
  const series = Map.groupBy(samples, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels));
  for (const [labels, all] of series) {
    const buckets = all.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels: { le } }) => (le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le)));
    const counts = buckets.map(({ value }) => value);
    const isSorted = (list: readonly number[]) => list.every((value, at) => at === 0 || value >= (list[at - 1] ?? 0));
    const count = all.find((sample) => sample.name === `${name}_count`)?.value;
    const hasSum = all.some((sample) => sample.name === `${name}_sum`);
    const isWhole = bounds.at(-1) === Number.POSITIVE_INFINITY && counts.at(-1) === count && hasSum;
    if (!(isSorted(bounds) && isSorted(counts) && isWhole)) throw new SyntaxError(`${name}${labels}: no histogram`);
  }
}

/**
 * Parses OpenMetrics 1.0 text, strictly: families in one piece, metadata before samples, known suffixes, no sample twice,
 * `# EOF` at the end.
 * @throws {SyntaxError} for anything else.
 */
export function parseOpenMetrics(text: string): readonly ParsedFamily[] {
  if (!text.endsWith("# EOF\n")) throw new SyntaxError("no # EOF at the end");
  const families = new Map<string, { name: string; type: string; unit?: string; samples: ParsedSample[] }>();
  const seen = new Set<string>();
  let current: string | undefined;
  for (const line of text.slice(0, -"# EOF\n".length).split("\n").slice(0, -1)) {
    const [, keyword, name = "", value = ""] = headPattern.exec(line) ?? [];
    if (keyword !== undefined) {
      if (name !== current && families.has(name)) throw new SyntaxError(`${name}: in several pieces`);
      current = name;
      const family = families.get(name) ?? { name, type: "unknown", samples: [] };
      if (family.samples.length > 0) throw new SyntaxError(`${line}: after the samples`);
      if (keyword === "UNIT" && !name.endsWith(`_${value}`)) throw new SyntaxError(`${line}: the name lacks the unit`);
      families.set(name, { ...family, ...(keyword === "TYPE" && { type: value }) });
      continue;
    }
    const [, sample = "", labelText = "", number = ""] = samplePattern.exec(line) ?? [];
    const family = families.get(current ?? "");
    if (sample === "" || family === undefined) throw new SyntaxError(`no sample: ${line}`);
    if (!suffixes[family.type]?.includes(sample.slice(family.name.length)) || !sample.startsWith(family.name))
      throw new SyntaxError(`${line}: not of ${family.type} ${family.name}`);
    const labels = labelsOf(labelText);
    const key = `${sample}${JSON.stringify(Object.entries(labels).toSorted())}`;
    if (seen.has(key)) throw new SyntaxError(`twice: ${line}`);
    seen.add(key);
    family.samples.push({ name: sample, labels, value: number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number) });
  }
  for (const family of families.values()) if (family.type === "histogram") checkHistogram(family);
  return [...families.values()];
}
