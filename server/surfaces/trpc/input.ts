/** The whole input, or one field of it, unparsed. */
export function fieldOrAll(input: unknown, field: string | undefined): unknown {
  if (field === undefined) return input;
  const isObject = typeof input === "object" && input !== null && !Array.isArray(input);
  return isObject && Object.hasOwn(input, field) ? Reflect.get(input, field) : undefined;
}
