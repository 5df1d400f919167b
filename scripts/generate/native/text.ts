/** Lines of documentation, for a language's own marks. */
export const docLines = (doc: readonly string[]): string[] => doc.flatMap((text) => text.split("\n"));
