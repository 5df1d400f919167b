import type { PasswordPolicy } from "../../providers/passwords.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** Why a password of allowed length is refused, or `undefined`. */
export const passwordObjection = (policy: PasswordPolicy, password: string): string | undefined =>
  policy === "common" && isCommonPassword(password) ? "is too common" : undefined;
