import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { mutation, query } from "../../../shared/contract/index.ts";

const Team = z.string().min(1).max(64);

export const teams = {
  invoices: query({
    summary: "Invoices of a team",
    access: { tenant: { field: "team" } },
    input: z.object({ team: Team, state: z.enum(["open", "paid"]).optional() }),
    output: z.object({ invoices: z.array(z.string()) }),
    limit: { per: "tenant", rate: 100, perSeconds: 60 },
    rest: { route: "GET /teams/{team}/invoices" },
  }),
  pay: mutation({
    summary: "Pay an invoice",
    access: { tenant: { field: "team", roles: ["owner", "accountant"] } },
    input: z.object({ team: Team, invoice: z.string().max(64) }),
    output: z.object({ invoice: z.string() }),
    rest: { route: "POST /teams/{team}/invoices/{invoice}/payment" },
  }),
};

const members: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  oak: { ada: ["owner"], grace: [] },
};

/** Given to `compose()` once for all contracts: the team's own query. `null`: the account is not a member. */
export const rolesInTeam = async (username: string, team: string): Promise<readonly string[] | null> =>
  members[team]?.[username] ?? null;

export const teamHandlers = implement(teams, {
  invoices: ({ input }) => ({ invoices: [`${input.team}-1`] }),
  pay: ({ input, write }) => write(async () => ({ invoice: input.invoice })),
});
