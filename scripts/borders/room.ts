/** A folder with one purpose, and the imports that its files may have. */
export interface Room {
  /** Path from the root; `*` matches one name. A nested room has its own rules. */
  readonly path: string;
  /** Suffixes of file names, if the rules apply to some files of the folder only. */
  readonly files?: readonly string[];
  /** Contents, as shown in ARCHITECTURE.md. */
  readonly holds: string;
  /** Allowed paths of this repository besides the room itself; a folder ends with a slash. */
  readonly imports: readonly string[] | "anything";
  /** Allowed packages; absent means any except `kysely`. */
  readonly packages?: readonly string[];
  /** Whether it may import `kysely`, for rooms with SQL. */
  readonly hasSql?: true;
}
