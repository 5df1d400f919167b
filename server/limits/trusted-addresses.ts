import type { Db } from "../database/index.ts";
import { deleteStaleAddresses, storeAddress } from "./queries.ts";

const storesPerSweep = 100;
const maxSwept = 1000;

/** Remembers for 30 days that an account was used from an address; 32 bytes stand for both. */
export async function trustAddress(db: Db, fingerprint: Uint8Array): Promise<void> {
  await storeAddress(db, fingerprint);
  if (Math.random() * storesPerSweep < 1) await deleteStaleAddresses(db, { max: maxSwept });
}
