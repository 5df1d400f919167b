/** More statements than a program has; texts made anew for each call must not fill the server's memory. */
const maxNames = 300;

/**
 * Names statements, so that a connection parses and plans each of them once. A name stands for one text for as long as
 * the process lives.
 * @returns `undefined` for what is not worth a name: transaction control, and any text once there are too many.
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size === maxNames || !/^(?:select|insert|update|delete|with)\b/.test(text)) return undefined;
    const name = `dovetail_${names.size}`;
    names.set(text, name);
    return name;
  };
}
