import type pg from "pg";

/** Reads the backend key data (process id and secret for a cancel request), which pg stores but does not declare. */
export const backendKeyOf = (client: pg.Client) => ({
  processId: Number(Reflect.get(client, "processID")),
  secretKey: Number(Reflect.get(client, "secretKey")),
});
