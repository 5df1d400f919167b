/** What differs from run to run: times, tokens, ids. White space and line breaks are for the eye. */
const lasting = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}(?:\.[\w-]+)?/g, "ID")
    .replace(/\s+/g, "");

/** Whether something printed what a page shows. A `…` stands for anything. */
export function matches(shown: string, printed: string): boolean {
  const parts = lasting(shown).split("…");
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${pattern}$`).test(lasting(printed));
}
