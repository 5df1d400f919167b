/** Normalizes volatile values (times, tokens, ids) and white space. */
const lasting = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}(?:\.[\w-]+)?/g, "ID")
    .replace(/\s+/g, "");

/** Whether output matches a page. `…` matches any text. */
export function matches(shown: string, printed: string): boolean {
  const parts = lasting(shown).split("…");
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${pattern}$`).test(lasting(printed));
}
