import * as z from "zod";
import { mutation, notFound, query } from "./contract/index.ts";
import { Moment, Nothing } from "./fields.ts";

const SessionId = z
  .uuid()
  .meta({ description: "A session's id; not its token.", examples: ["0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10"] });

export const Session = z
  .object({
    id: SessionId,
    keptIn: z
      .enum(["token", "cookie", "app"])
      .meta({ description: "`app`: an app holds a refresh token and short-lived access tokens." }),
    userAgent: z.string().nullable().meta({ description: "What the client called itself when it signed in." }),
    createdAt: Moment,
    lastUsedAt: Moment,
    expiresAt: Moment.meta({ description: "When it ends unless it is used before." }),
    current: z.boolean().meta({ description: "Whether this call was made with it." }),
  })
  .meta({
    id: "Session",
    description: "A device or app that is signed in.",
    examples: [
      {
        id: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
        keptIn: "cookie",
        userAgent: "Mozilla/5.0",
        createdAt: "2026-11-05T09:30:00.000Z",
        lastUsedAt: "2026-11-05T09:30:00.000Z",
        expiresAt: "2026-11-19T09:30:00.000Z",
        current: true,
      },
    ],
  });

export const sessions = {
  list: query({
    summary: "The viewer's sessions",
    description: "Newest first, at most a hundred.",
    access: "member",
    input: z.object({}),
    output: z.object({ sessions: z.array(Session) }),
    rest: { route: "GET /sessions" },
  }),
  revoke: mutation({
    summary: "End one of the viewer's sessions",
    access: "member",
    input: z.object({ id: SessionId }),
    output: Nothing,
    errors: { not_found: notFound("session", "You have no such session.") },
    rest: { route: "DELETE /sessions/{id}", status: 204 },
  }),
  logout: mutation({
    summary: "Sign out",
    description: "Ends the session this call is made with.",
    access: "member",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions/current", status: 204 },
  }),
  logoutEverywhere: mutation({
    summary: "Sign out on every device",
    description: "Ends all of the viewer's sessions, this one included.",
    access: "member",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions", status: 204 },
  }),
};
