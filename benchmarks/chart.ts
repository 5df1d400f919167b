import type { Bar, Chart } from "./section.ts";

const widthPx = 820;
const marginPx = 24;
const labelEndPx = 264;
const plotBeginPx = 276;
const plotEndPx = 724;
const barPx = 16;
const stepPx = 24;
const titlePx = 84;
const groupPx = 40;
const footerPx = 40;

// Colours of both schemes are set here, since an image cannot know its page.
const style = `
    text { font: 13px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; fill: #1f2328; }
    .title { font-size: 17px; font-weight: 600; }
    .note, .tick { fill: #59636e; }
    .tick { font-size: 11px; }
    .group, .mine { font-weight: 600; }
    .value { font-variant-numeric: tabular-nums; }
    .grid { stroke: #d1d9e0; stroke-width: 1; }
    .baseline { stroke: #59636e; stroke-width: 1.5; stroke-dasharray: 4 3; }
    .bar { fill: #a8b1bb; }
    .ours { fill: #bc4c00; }
    .background { fill: #ffffff; stroke: #d1d9e0; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .note, .tick { fill: #9198a1; }
      .grid { stroke: #30363d; }
      .baseline { stroke: #9198a1; }
      .bar { fill: #59636e; }
      .ours { fill: #f0883e; }
      .background { fill: #0d1117; stroke: #30363d; }
    }`;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] ?? character);

type Scale = (value: number) => number;

/** A round step that gives three to seven ticks. */
function tickStep(max: number): number {
  const power = 10 ** Math.floor(Math.log10(max));
  return [0.2, 0.5, 1, 2].map((part) => part * power).find((step) => max / step <= 7) ?? 5 * power;
}

const ticksUpTo = (max: number): readonly number[] => {
  const step = tickStep(max);
  const round = Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, place) => place * step);
  return step === 2 ? [...round, 1] : round;
};

function drawBar({ label, value, isOurs }: Bar, y: number, xOf: Scale, unit: string): string {
  const textY = y + barPx - 3;
  const [x, end] = [xOf(0), xOf(value)];
  const mine = isOurs ? " mine" : "";
  return [
    `  <text class="label${mine}" x="${labelEndPx}" y="${textY}" text-anchor="end">${escaped(label)}</text>`,
    `  <rect class="bar${isOurs ? " ours" : ""}" x="${x}" y="${y}" width="${Math.max(1, end - x).toFixed(1)}" height="${barPx}" rx="2"/>`,
    `  <text class="value${mine}" x="${widthPx - marginPx}" y="${textY}" text-anchor="end">${value.toFixed(2)}${unit}</text>`,
  ].join("\n");
}

/** Grid lines of one group, with the baseline at 1. */
function drawGrid(ticks: readonly number[], xOf: Scale, from: number, to: number): string {
  const line = (value: number, kind: string) => {
    const x = xOf(value).toFixed(1);
    return `  <line class="${kind}" x1="${x}" y1="${from}" x2="${x}" y2="${to}"/>`;
  };
  const round = ticks.filter((value) => value !== 1);
  return [...round.map((value) => line(value, "grid")), line(1, "baseline")].join("\n");
}

/** Draws horizontal bars in groups, shortest first, with a mark at 1, readable on light and dark pages. */
export function drawChart({ title, note, unit, groups }: Chart): string {
  const shown = groups.filter(({ bars }) => bars.length > 0);
  const max = Math.max(1, ...shown.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const ticks = ticksUpTo(max);
  const xOf: Scale = (value) => plotBeginPx + (value / max) * (plotEndPx - plotBeginPx);
  const lines: string[] = [];
  let y = titlePx;
  for (const { label, bars } of shown) {
    const begin = y + groupPx - 10;
    const end = begin + bars.length * stepPx + 4;
    lines.push(`  <text class="group" x="${marginPx}" y="${y + 16}">${escaped(label)}</text>`);
    lines.push(drawGrid(ticks, xOf, begin, end));
    const sorted = bars.toSorted((one, other) => one.value - other.value);
    lines.push(...sorted.map((bar, place) => drawBar(bar, begin + 6 + place * stepPx, xOf, unit)));
    y = end + 12;
  }
  for (const tick of ticks)
    lines.push(
      `  <text class="tick" x="${xOf(tick).toFixed(1)}" y="${y + 4}" text-anchor="middle">${Number(tick.toFixed(2))}${unit}</text>`,
    );
  const height = y + footerPx - 16;
  const summary = shown.flatMap(({ bars }) => bars.map(({ label, value }) => `${label} ${value.toFixed(2)}${unit}`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${height}" width="${widthPx}" height="${height}" role="img" aria-labelledby="title summary">
  <title id="title">${escaped(title)}</title>
  <desc id="summary">${escaped(summary.join("; "))}</desc>
  <style>${style}
  </style>
  <rect class="background" x="0.5" y="0.5" width="${widthPx - 1}" height="${height - 1}" rx="8"/>
  <text class="title" x="${marginPx}" y="36">${escaped(title)}</text>
  <text class="note" x="${marginPx}" y="58">${escaped(note)}</text>
${lines.join("\n")}
</svg>
`;
}
