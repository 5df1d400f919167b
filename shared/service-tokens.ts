import * as z from "zod";
import { mutation, notFound } from "./contract/index.ts";

export const serviceTokens = {
  create: mutation({
    summary: "Take a token for another service",
    description:
      "Trades a session, an app's access token or an API key for a JWT (RFC 9068) that one other service trusts for five minutes. It opens nothing here. The keys it is verified with are at `/.well-known/jwks.json`.",
    access: { scope: "tokens:create" },
    input: z.object({
      audience: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[A-Za-z0-9][A-Za-z0-9._~:/-]*$/)
        .meta({
          description: "The service that the token is for, by the name or address it goes by.",
          examples: ["https://search.example.com"],
        }),
    }),
    output: z.object({
      token: z.string().meta({ format: "password", description: "The JWT.", examples: ["eyJhbGciOiJFUzI1NiIs…"] }),
      expiresInSeconds: z.int().meta({ description: "How long it is good for.", examples: [300] }),
    }),
    errors: { no_signing_key: notFound("signingKey", "This service makes no tokens for other services.") },
    limit: { per: "viewer", rate: 120, perSeconds: 60 },
    rest: { route: "POST /service-tokens", status: 201 },
  }),
};
