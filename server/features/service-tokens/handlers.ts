import { serviceTokens as contracts } from "../../../shared/service-tokens.ts";
import { recordAudit } from "../../audit/index.ts";
import { implement, type Viewer } from "../../procedures/index.ts";
import { serviceTokenSeconds } from "../../providers/sign-service-token.ts";

/** Rights in a service token: the scopes of an API key, or the role of a user. */
const rightsOf = (viewer: Viewer) =>
  viewer.kind === "apiKey"
    ? { clientId: viewer.keyId, scopes: viewer.scopes }
    : { clientId: viewer.sessionId, role: viewer.role };

export const serviceTokenHandlers = implement(contracts, {
  create: async ({ serviceTokens, viewer, input, call, fail, write }) => {
    const { audience } = input;
    const { id: accountId } = viewer;
    const signer = serviceTokens ?? fail("no_signing_key");
    const { token, id } = await signer.sign({ accountId, audience, ...rightsOf(viewer) });
    return write(async (tx) => {
      const details = { audience, tokenId: id };
      await recordAudit(tx, call, { action: "service_token.issued", actorId: accountId, accountId, details });
      return { token, expiresInSeconds: serviceTokenSeconds };
    });
  },
});
