/** An error of the embedded PostgreSQL that needs action by a person; the message says what happened and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}

/** The `code` of a Node system error (`"ENOENT"`, `"EPERM"`, ...), or undefined when there is none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
