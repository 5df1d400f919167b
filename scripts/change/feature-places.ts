import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Locations of a feature's contract and handlers, independent of file names. */
export interface FeaturePlaces {
  /** Such as `shared/emails.ts`. */
  readonly contract: string;
  /** Such as `server/features/email-verification`. */
  readonly folder: string;
}

/** The first file of a pattern that contains one of the texts. */
const findFile = (root: string, pattern: string, ...texts: readonly string[]) =>
  globSync(pattern, { cwd: root }).find((path) => {
    const source = readFileSync(join(root, path), "utf8");
    return texts.some((text) => source.includes(text));
  });

/** Locates a feature by its name in the code. @returns `undefined` without a contract or handlers of this name. */
export function placesOf(root: string, feature: string): FeaturePlaces | undefined {
  if (!/^[A-Za-z0-9]+$/.test(feature)) return undefined;
  const contract = findFile(
    root,
    "shared/*.ts",
    `export const ${feature} = {`,
    `export const ${feature} = documents({`,
  );
  const handlers = findFile(
    root,
    "server/features/*/handlers.ts",
    `implement(${feature}, {`,
    `implementDocuments(${feature})`,
  );
  if (contract === undefined || handlers === undefined) return undefined;
  return {
    contract: contract.replaceAll("\\", "/"),
    folder: handlers.replaceAll("\\", "/").replace(/\/handlers\.ts$/, ""),
  };
}
