import * as z from "zod";
import { mutation, notFound, query, unauthorized } from "./contract/index.ts";
import { secondFactor, secondFactorErrors } from "./factors.ts";
import { GivenPassword, Moment, Nothing, RenewedToken } from "./fields.ts";

const SessionId = z
  .uuid()
  .meta({ description: "A session's id; not its token.", examples: ["0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10"] });

export const Session = z
  .object({
    id: SessionId,
    keptIn: z
      .enum(["token", "cookie", "app"])
      .meta({ description: "`app`: an app holds a refresh token and short-lived access tokens." }),
    app: z.string().nullable().meta({
      description: "The app that was let in from the browser, as people are told it is called.",
    }),
    userAgent: z.string().nullable().meta({ description: "What the client called itself when it signed in." }),
    methods: z.array(z.string()).meta({
      description: "How its owner proved who they are: `pwd`, `otp`, `recovery`, `passkey`, `oauth`.",
    }),
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
        app: null,
        userAgent: "Mozilla/5.0",
        methods: ["pwd"],
        createdAt: "2026-11-05T09:30:00.000Z",
        lastUsedAt: "2026-11-05T09:30:00.000Z",
        expiresAt: "2026-11-19T09:30:00.000Z",
        current: true,
      },
    ],
  });

const secret = (description: string, example: string) =>
  z.string().meta({ format: "password", description, examples: [example] });

export const AppTokens = z
  .object({
    accessToken: secret("To be sent as a bearer.", "dva_…"),
    refreshToken: secret("Good for one refresh.", "dvr_…"),
    expiresInSeconds: z.int().meta({ description: "How long the access token lives.", examples: [900] }),
  })
  .meta({
    id: "AppTokens",
    description: "What an app keeps of its session.",
    examples: [{ accessToken: "dva_…", refreshToken: "dvr_…", expiresInSeconds: 900 }],
  });

export const sessions = {
  openApp: mutation({
    summary: "Turn a session into an app's",
    description:
      "For apps that keep secrets: signed in by whatever way, they take a short-lived access token and a refresh token for the session's own token, which opens nothing from then on.",
    access: { fresh: true },
    input: z.object({}),
    output: AppTokens,
    errors: {
      not_a_token: {
        status: 409,
        subject: "session",
        message: "is not kept as a token",
        detail: "Sign in with `session: token` first.",
      },
    },
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "POST /sessions/app" },
  }),
  refresh: mutation({
    summary: "Take new tokens for a refresh token",
    description:
      "Each refresh token is good once; a copy that is used ends the session. Sent again at once, or by the same client when the answer was lost, it brings the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.",
    access: "public",
    input: z.object({
      refreshToken: z
        .string()
        .max(256)
        .meta({ format: "password", examples: ["dvr_…"] }),
      clientId: z
        .string()
        .min(1)
        .max(64)
        .optional()
        .meta({
          description: "The app that was let in from the browser; refused when it was another.",
          examples: ["reader"],
        }),
    }),
    output: AppTokens,
    errors: { refresh_refused: unauthorized("refreshToken", "Sign in again.") },
    limit: { per: "address", rate: 60, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /sessions/refresh" },
  }),
  reauthenticate: mutation({
    summary: "Prove once more who one is",
    description:
      "Opens what asks for a fresh session for ten minutes. The session gets a new token, and the old one opens nothing any more. By the password, with a second factor where the account has one; by a passkey alone; or, where there is no password, by a code alone.",
    access: "required",
    input: z.object({
      password: GivenPassword.optional(),
      ...secondFactor,
    }),
    output: z.object({ token: RenewedToken }),
    errors: { credentials: unauthorized("credentials", "The password is wrong."), ...secondFactorErrors },
    limit: { per: "viewer", rate: 5, perSeconds: 900, counts: "failures" },
    rest: { route: "POST /sessions/reauthenticate" },
  }),
  current: query({
    summary: "The session this call is made with",
    access: "required",
    input: z.object({}),
    output: z.object({
      session: Session,
      isFresh: z.boolean().meta({ description: "Whether it opens what asks for a fresh session.", examples: [true] }),
    }),
    errors: { not_found: notFound("session", "It ended just now.") },
    rest: { route: "GET /sessions/current" },
  }),
  list: query({
    summary: "The viewer's sessions",
    description: "Newest first, at most a hundred.",
    access: "required",
    input: z.object({}),
    output: z.object({ sessions: z.array(Session) }),
    rest: { route: "GET /sessions" },
  }),
  revoke: mutation({
    summary: "End one of the viewer's sessions",
    access: "required",
    input: z.object({ id: SessionId }),
    output: Nothing,
    errors: { not_found: notFound("session", "You have no such session.") },
    rest: { route: "DELETE /sessions/{id}", status: 204 },
  }),
  logout: mutation({
    summary: "Sign out",
    description: "Ends the session this call is made with.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions/current", status: 204 },
  }),
  logoutOthers: mutation({
    summary: "Sign out on every other device",
    description: "Ends all of the viewer's sessions but this one.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions/others", status: 204 },
  }),
  logoutEverywhere: mutation({
    summary: "Sign out on every device",
    description: "Ends all of the viewer's sessions, this one included. API keys stay.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions", status: 204 },
  }),
};
