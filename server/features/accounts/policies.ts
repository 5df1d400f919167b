import type { PasswordPolicy } from "../../providers/passwords.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** Whether a password of allowed length is refused. */
export const isRefusedPassword = (policy: PasswordPolicy, password: string): boolean =>
  policy === "common" && isCommonPassword(password);

/** Addresses that the database takes for one. */
export const isSameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
