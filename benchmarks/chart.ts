import type { Bar, Chart } from "./section.ts";

const widthPx = 760;
const labelPx = 250;
const valuePx = 64;
const barPx = 16;
const gapPx = 8;
const titlePx = 40;
const groupPx = 34;

// Colours of both schemes are set here, since an image cannot know its page.
const style = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .title { font-size: 16px; font-weight: 600; }
    .group { font-weight: 600; }
    .value { font-variant-numeric: tabular-nums; }
    .bar { fill: #8c959f; }
    .ours { fill: #bc4c00; }
    .background { fill: #ffffff; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .bar { fill: #6e7681; }
      .ours { fill: #f0883e; }
      .background { fill: #0d1117; }
    }`;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] ?? character);

function drawBar({ label, value, isOurs }: Bar, y: number, pxPerUnit: number, unit: string): string {
  const width = Math.max(1, value * pxPerUnit);
  const baseline = y + barPx - 3;
  return [
    `  <text x="${labelPx}" y="${baseline}" text-anchor="end">${escaped(label)}</text>`,
    `  <rect class="bar${isOurs ? " ours" : ""}" x="${labelPx + 10}" y="${y}" width="${width.toFixed(1)}" height="${barPx}" rx="2"/>`,
    `  <text class="value" x="${(labelPx + width + 16).toFixed(1)}" y="${baseline}">${value.toFixed(2)}${unit}</text>`,
  ].join("\n");
}

/** Draws horizontal bars in groups, readable on light and dark pages. */
export function drawChart({ title, unit, groups }: Chart): string {
  const shown = groups.filter(({ bars }) => bars.length > 0);
  const max = Math.max(...shown.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const pxPerUnit = (widthPx - labelPx - valuePx - 20) / max;
  const lines: string[] = [];
  let y = titlePx;
  for (const { label, bars } of shown) {
    lines.push(`  <text class="group" x="16" y="${y + 16}">${escaped(label)}</text>`);
    y += groupPx;
    for (const bar of bars) {
      lines.push(drawBar(bar, y, pxPerUnit, unit));
      y += barPx + gapPx;
    }
    y += gapPx;
  }
  const summary = shown.flatMap(({ bars }) => bars.map(({ label, value }) => `${label} ${value.toFixed(2)}${unit}`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${y}" width="${widthPx}" height="${y}" role="img" aria-labelledby="title summary">
  <title id="title">${escaped(title)}</title>
  <desc id="summary">${escaped(summary.join("; "))}</desc>
  <style>${style}
  </style>
  <rect class="background" width="${widthPx}" height="${y}" rx="6"/>
  <text class="title" x="16" y="26">${escaped(title)}</text>
${lines.join("\n")}
</svg>
`;
}
