import type { SealKey } from "../providers/seal.ts";
import { isGuessable } from "./key-settings.ts";

/** Settings with stricter rules on a server that is reachable from other machines. */
export interface PublicSettings {
  readonly publicUrl: URL;
  readonly keys: Readonly<Record<string, readonly SealKey[]>>;
}

/** Problems with settings that are acceptable on a developer's machine but not on a public server. */
export function publicSettingErrors({ publicUrl, keys }: PublicSettings): string[] {
  const { username, password, search, hash } = publicUrl;
  const isBare = username + password + search + hash === "";
  const guessable = Object.entries(keys).flatMap(([setting, all]) =>
    all
      .filter(({ secret }) => isGuessable(secret))
      .map(({ id }) => `${setting}: the key ${id} must be 32 random bytes`),
  );
  return [
    ...(isBare ? [] : ["PUBLIC_URL: must be an address alone, without a user name, password, query or fragment"]),
    ...guessable,
  ];
}
