import { profiles } from "../../../shared/profiles.ts";
import { retried } from "../../database/index.ts";
import { implement } from "../../procedures/index.ts";
import { findProfile, follow, unfollow } from "./queries.ts";

export const profileHandlers = implement(profiles, {
  get: async ({ db, viewer, input, fail }) =>
    (await findProfile(db, input.username, viewer?.id ?? null)) ?? fail("not_found"),
  follow: async ({ db, viewer, input, fail }) => {
    await retried(() => follow(db, viewer.id, input.username));
    return (await findProfile(db, input.username, viewer.id)) ?? fail("not_found");
  },
  unfollow: async ({ db, viewer, input, fail }) => {
    await unfollow(db, viewer.id, input.username);
    return (await findProfile(db, input.username, viewer.id)) ?? fail("not_found");
  },
});
