import type { PasswordPolicy } from "../../providers/passwords.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** Whether a password of valid length is refused as too common. */
export const isRefusedPassword = (policy: PasswordPolicy, password: string): boolean =>
  policy === "common" && isCommonPassword(password);

/** Whether the database treats two addresses as one (case-insensitive). */
export const isSameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
