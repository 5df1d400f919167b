import * as z from "zod";
import { event, mutation, notFound, query } from "./contract/index.ts";
import { idOf, Username } from "./fields.ts";

export const Profile = z
  .object({
    username: Username,
    bio: z.string().nullable(),
    image: z.string().nullable(),
    following: z.boolean().meta({ description: "Whether the viewer follows this author." }),
  })
  .meta({
    id: "Profile",
    description: "A public profile of an author.",
    examples: [{ username: "ada", bio: "Writes about joinery.", image: null, following: false }],
  });

// The example user name exists in the demo content.
const input = z.object({
  username: Username.meta({ description: "A user name, unique regardless of case.", examples: ["mara"] }),
});
const errors = { not_found: notFound("profile", "No user has this user name.") };
const limit = { per: "viewer", rate: 120, perSeconds: 60 } as const;

export const profiles = {
  get: query({
    summary: "Get a profile",
    access: "optional",
    input,
    output: Profile,
    errors,
    cache: { ttlSeconds: 60, scope: "shared", tags: ["profiles"] },
    rest: { route: "GET /profiles/{username}", reply: "profile" },
  }),
  follow: mutation({
    summary: "Follow an author",
    description: "Adds the author's articles to the viewer's feed. Idempotent.",
    access: { scope: "profiles:write" },
    input,
    output: Profile,
    errors,
    limit,
    rest: { route: "POST /profiles/{username}/follow", reply: "profile" },
  }),
  unfollow: mutation({
    summary: "Unfollow an author",
    access: { scope: "profiles:write" },
    input,
    output: Profile,
    errors,
    limit,
    rest: { route: "DELETE /profiles/{username}/follow", reply: "profile" },
  }),
};

const usernameThen = Username.meta({ description: "The user name at that time.", examples: ["ada"] });

/** Events of profiles. */
export const profileEvents = {
  "profile.followed": event({
    summary: "A user followed another",
    public: true,
    key: "followedId",
    payload: z.object({
      followerId: idOf("follower"),
      follower: usernameThen,
      followedId: idOf("followed user"),
      followed: usernameThen,
    }),
  }),
};
