import * as z from "zod";
import { mutation, notFound, query } from "./contract/index.ts";
import { Username } from "./fields.ts";

export const Profile = z
  .object({
    username: Username,
    bio: z.string().nullable(),
    image: z.string().nullable(),
    following: z.boolean().meta({ description: "Whether the viewer follows this author." }),
  })
  .meta({
    id: "Profile",
    description: "An author as others see them.",
    examples: [{ username: "ada", bio: "Writes about joinery.", image: null, following: false }],
  });

// An author of the demo content.
const input = z.object({
  username: Username.meta({ description: "A user name, unique whatever its case.", examples: ["mara"] }),
});
const errors = { not_found: notFound("profile", "Nobody has this user name.") };
const limit = { per: "viewer", rate: 120, perSeconds: 60 } as const;

export const profiles = {
  get: query({
    summary: "One author",
    access: "optional",
    input,
    output: Profile,
    errors,
    cache: { ttlSeconds: 60, scope: "shared", tags: ["profiles"] },
    rest: { route: "GET /profiles/{username}", reply: "profile" },
  }),
  follow: mutation({
    summary: "Follow an author",
    description: "Their articles join the viewer's feed. Following twice is the same as once.",
    access: { scope: "profiles:write" },
    input,
    output: Profile,
    errors,
    limit,
    rest: { route: "POST /profiles/{username}/follow", reply: "profile" },
  }),
  unfollow: mutation({
    summary: "Stop following an author",
    access: { scope: "profiles:write" },
    input,
    output: Profile,
    errors,
    limit,
    rest: { route: "DELETE /profiles/{username}/follow", reply: "profile" },
  }),
};
