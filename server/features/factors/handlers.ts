import { factors } from "../../../shared/factors.ts";
import { recordAudit } from "../../audit/index.ts";
import { implement } from "../../procedures/index.ts";
import { lockCaller, notify } from "../credentials/index.ts";
import { findFactors } from "./queries.ts";
import { renewRecoveryCodes } from "./recovery-codes.ts";

export const factorHandlers = implement(factors, {
  list: ({ db, viewer }) => findFactors(db, viewer.id),

  renewRecoveryCodes: ({ viewer, call, fail, write }) =>
    write(async (tx) => {
      await lockCaller(tx, viewer);
      const { totp, passkeys } = await findFactors(tx, viewer.id);
      if (!totp && passkeys === 0) fail("no_factor");
      const recoveryCodes = await renewRecoveryCodes(tx, viewer.id);
      await recordAudit(tx, call, { action: "recovery_codes.renewed", actorId: viewer.id, accountId: viewer.id });
      await notify(tx, viewer.id, "recovery_codes_renewed");
      return { recoveryCodes };
    }),
});
