import * as z from "zod";
import { mutation, notFound } from "./contract/index.ts";

export const serviceTokens = {
  create: mutation({
    summary: "Create a token for another service",
    description:
      "Exchanges a session, an app's access token or an API key for a JWT (RFC 9068) that one other service accepts for five minutes. This service does not accept it. The verification keys are at `/.well-known/jwks.json`.",
    access: { scope: "tokens:create" },
    input: z.object({
      audience: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[A-Za-z0-9][A-Za-z0-9._~:/-]*$/)
        .meta({
          description: "The service that will accept the token: its name or URL, used as `aud`.",
          examples: ["https://search.example.com"],
        }),
    }),
    output: z.object({
      token: z.string().meta({ format: "password", description: "The JWT.", examples: ["eyJhbGciOiJFUzI1NiIs…"] }),
      expiresInSeconds: z.int().meta({ description: "Lifetime in seconds.", examples: [300] }),
    }),
    errors: {
      no_signing_key: notFound("signingKey", "This service is not configured to create tokens for other services."),
    },
    limit: { per: "viewer", rate: 120, perSeconds: 60 },
    rest: { route: "POST /service-tokens", status: 201 },
  }),
};
