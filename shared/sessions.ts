import * as z from "zod";
import { mutation, notFound, query, unauthorized } from "./contract/index.ts";
import { secondFactor, secondFactorErrors } from "./factors.ts";
import { GivenPassword, Moment, Nothing, RenewedToken } from "./fields.ts";

const SessionId = z
  .uuid()
  .meta({ description: "A session's id, not its token.", examples: ["0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10"] });

export const Session = z
  .object({
    id: SessionId,
    keptIn: z
      .enum(["token", "cookie", "app"])
      .meta({ description: "`app`: an app holds a refresh token and short-lived access tokens." }),
    app: z.string().nullable().meta({
      description: "Display name of the app that was authorized in the browser.",
    }),
    userAgent: z.string().nullable().meta({ description: "`User-Agent` of the client at sign-in." }),
    methods: z.array(z.string()).meta({
      description: "Authentication methods used: `pwd`, `otp`, `recovery`, `passkey`, `oauth`.",
    }),
    createdAt: Moment,
    lastUsedAt: Moment,
    expiresAt: Moment.meta({ description: "When the session ends unless it is used before." }),
    current: z.boolean().meta({ description: "Whether this call uses this session." }),
  })
  .meta({
    id: "Session",
    description: "A signed-in device or app.",
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
    accessToken: secret("Send as a bearer token.", "dva_…"),
    refreshToken: secret("Valid for one refresh.", "dvr_…"),
    expiresInSeconds: z.int().meta({ description: "Lifetime of the access token, in seconds.", examples: [900] }),
  })
  .meta({
    id: "AppTokens",
    description: "The tokens of an app's session.",
    examples: [{ accessToken: "dva_…", refreshToken: "dvr_…", expiresInSeconds: 900 }],
  });

export const sessions = {
  openApp: mutation({
    summary: "Exchange a session token for app tokens",
    description:
      "For apps that can store secrets, after any kind of sign-in: replaces the session's token with a short-lived access token and a refresh token. The session's token is invalid from then on.",
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
    summary: "Refresh tokens",
    description:
      "A refresh token is valid for one use; reuse of an old one ends the session. An immediate retry, or one by the same client after a lost response, gets the same successor. The session ends 14 days after its last refresh and 90 days after sign-in.",
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
          description:
            "Client id of the app that was authorized in the browser; rejected if the token belongs to another app.",
          examples: ["reader"],
        }),
    }),
    output: AppTokens,
    errors: { refresh_refused: unauthorized("refreshToken", "Sign in again.") },
    limit: { per: "address", rate: 60, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /sessions/refresh" },
  }),
  reauthenticate: mutation({
    summary: "Re-authenticate",
    description:
      "Makes the session fresh for ten minutes. The session gets a new token; the old one is invalid. Send the password, with a second factor if the account has one; a passkey alone; or, if the account has no password, a code alone.",
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
    summary: "Get the current session",
    access: "required",
    input: z.object({}),
    output: z.object({
      session: Session,
      isFresh: z
        .boolean()
        .meta({ description: "Whether the viewer authenticated within the last ten minutes.", examples: [true] }),
    }),
    errors: { not_found: notFound("session", "The session has just ended.") },
    rest: { route: "GET /sessions/current" },
  }),
  list: query({
    summary: "List the viewer's sessions",
    description: "Newest first, at most 100.",
    access: "required",
    input: z.object({}),
    output: z.object({ sessions: z.array(Session) }),
    rest: { route: "GET /sessions" },
  }),
  revoke: mutation({
    summary: "Revoke a session",
    access: "required",
    input: z.object({ id: SessionId }),
    output: Nothing,
    errors: { not_found: notFound("session", "You have no such session.") },
    rest: { route: "DELETE /sessions/{id}", status: 204 },
  }),
  logout: mutation({
    summary: "Sign out",
    description: "Ends the current session.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions/current", status: 204 },
  }),
  logoutOthers: mutation({
    summary: "Sign out on every other device",
    description: "Ends all of the viewer's sessions except the current one.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions/others", status: 204 },
  }),
  logoutEverywhere: mutation({
    summary: "Sign out on every device",
    description: "Ends all of the viewer's sessions, including the current one. API keys stay valid.",
    access: "required",
    input: z.object({}),
    output: Nothing,
    rest: { route: "DELETE /sessions", status: 204 },
  }),
};
