import { profiles } from "../../../shared/profiles.ts";
import { append } from "../../events/index.ts";
import { implement } from "../../procedures/index.ts";
import { followedBy } from "./followed-by.ts";
import { findProfile, follow, unfollow } from "./queries.ts";

export const profileHandlers = implement(profiles, {
  get: {
    read: async ({ db, viewer, input, fail }) =>
      (await findProfile(db, input.username, viewer?.id ?? null)) ?? fail("not_found"),
    personalize: async ({ db, viewer }, profile) => {
      const isFollowed = await followedBy(db, viewer, [profile]);
      return isFollowed(profile) ? { ...profile, following: true } : profile;
    },
  },
  follow: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const { id: followedId, isAdded, ...user } = (await follow(tx, viewer.id, input.username)) ?? fail("not_found");
      const by = { followerId: viewer.id, follower: viewer.username };
      if (isAdded === true) await append(tx, "profile.followed", { ...by, followedId, followed: user.username });
      return { ...user, following: true };
    }),
  unfollow: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const user = (await unfollow(tx, viewer.id, input.username)) ?? fail("not_found");
      return { ...user, following: false };
    }),
});
