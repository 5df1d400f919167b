import { profiles } from "../../../shared/profiles.ts";
import { append } from "../../events/index.ts";
import { implement } from "../../procedures/index.ts";
import { followedBy } from "./followed.ts";
import { findProfile, follow, unfollow } from "./queries.ts";

export const profileHandlers = implement(profiles, {
  get: {
    read: async ({ db, viewer, input, fail }) =>
      (await findProfile(db, input.username, viewer?.id ?? null)) ?? fail("not_found"),
    personalize: async ({ db, viewer }, profile) => ({
      ...profile,
      following: (await followedBy(db, viewer, [profile]))(profile),
    }),
  },
  follow: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const added = await follow(tx, viewer.id, input.username);
      if (added !== undefined)
        await append(tx, "profile.followed", { followerId: viewer.id, follower: viewer.username, ...added });
      return (await findProfile(tx, input.username, viewer.id)) ?? fail("not_found");
    }),
  unfollow: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      await unfollow(tx, viewer.id, input.username);
      return (await findProfile(tx, input.username, viewer.id)) ?? fail("not_found");
    }),
});
