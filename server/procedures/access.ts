import type { Access } from "../../shared/contract/index.ts";
import type { Call, Viewer } from "./context.ts";
import { standardFault } from "./fault.ts";

const badToken = () => standardFault("unauthorized", { subjects: { token: ["is invalid"] }, detail: "Sign in again." });

/**
 * Lets the call through or refuses it.
 * @returns the viewer as far as the access asks for one.
 * @throws {Fault} 401 without a good session where one is needed, 403 without the role. A dead cookie counts as none
 * on procedures open to visitors, since a browser cannot stop sending it; a dead bearer is always told.
 */
export async function admit(access: Access, call: Call): Promise<Viewer | null> {
  if (access === "anyone") return null;
  const viewer = call.credential === null ? null : await call.viewer();
  if (viewer === null) {
    if (access === "visitor" && call.credential?.keptIn !== "token") return null;
    throw call.credential === null ? standardFault("unauthorized") : badToken();
  }
  if (typeof access === "object" && viewer.role !== access.role) throw standardFault("refused");
  return viewer;
}
