import * as z from "zod";
import { isSigningKey } from "../providers/sign-service-token.ts";

const keyPattern = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/;

const keyMessage = "must be keys such as 2026a:<32 bytes in base64>, separated by commas, the current one first";

/** Keys of 32 bytes, each with a unique id. */
export const keys = z
  .string()
  .transform((text) => text.split(",").map((key) => keyPattern.exec(key.trim())))
  .refine((found) => found.every((key) => key !== null), { message: keyMessage })
  .transform((found) => found.map((key) => ({ id: key?.[1] ?? "", secret: Buffer.from(key?.[2] ?? "", "base64") })))
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { message: keyMessage });

/** Keys that are valid for signing. */
export const signingKeys = keys.refine((all) => all.every(isSigningKey), { message: keyMessage });

/** About 30 of 32 random bytes are distinct; fewer than this does not happen by chance. */
const minDistinctBytes = 16;

/** True for key bytes that are not random: one repeated byte, a sequence, or text. */
export function isGuessable(bytes: Uint8Array): boolean {
  const steps = new Set(Array.from(bytes.subarray(1), (byte, at) => (byte - (bytes[at] ?? 0) + 256) % 256));
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return new Set(bytes).size < minDistinctBytes || steps.size === 1 || isText;
}
