import type { Seal } from "../providers/seal.ts";

const placeOf = (endpointId: string) => `webhook_endpoint.sealed_secret of ${endpointId}`;

/** Encrypts an endpoint's secret for its row. */
export const sealSecret = (seal: Seal, endpointId: string, secret: string): string =>
  seal.seal(secret, placeOf(endpointId));

/** Decrypts an endpoint's secret. @throws {SealBroken} as {@link Seal.open} does. */
export const openSecret = (seal: Seal, endpointId: string, sealed: string): string =>
  seal.open(sealed, placeOf(endpointId));
