import type { Role } from "../../shared/contract/index.ts";
import type { TestApp } from "../support/app.ts";
import { enrol, type Person } from "../support/people.ts";

/** Creates a user with a role. */
export async function enrolAs(app: TestApp, role: Role, username?: string): Promise<Person> {
  const person = await enrol(app, username);
  await app.database.db.updateTable("account").set({ role }).where("id", "=", person.id).execute();
  return person;
}

/** Makes the last authentication old. */
export const goStale = async ({ database: { db } }: TestApp, { id }: Pick<Person, "id">): Promise<void> => {
  const authenticated_at = new Date(Date.now() - 11 * 60_000).toISOString();
  await db.updateTable("session").set({ authenticated_at }).where("account_id", "=", id).execute();
};

export const roleOf = async ({ database: { db } }: TestApp, { id }: Pick<Person, "id">): Promise<Role> =>
  (await db.selectFrom("account").select("role").where("id", "=", id).executeTakeFirstOrThrow()).role;
