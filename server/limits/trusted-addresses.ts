import type { Db } from "../database/index.ts";
import { deleteStaleAddresses, storeAddress } from "./queries.ts";

const storesPerSweep = 100;
const maxSwept = 1000;

/** Trusts an address for an account for 30 days; a fingerprint of 32 bytes denotes the pair. */
export async function trustAddress(db: Db, fingerprint: Uint8Array): Promise<void> {
  await storeAddress(db, fingerprint);
  if (Math.random() * storesPerSweep < 1) await deleteStaleAddresses(db, { max: maxSwept });
}
