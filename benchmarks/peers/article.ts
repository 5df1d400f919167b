import * as z from "zod";

/** Input of every contestant. */
export const Input = z.object({
  id: z.string().min(1).max(200),
  limit: z.int().min(1).max(100).default(20),
});

const Author = z.object({
  username: z.string().min(1).max(64),
  bio: z.string().nullable(),
  image: z.string().nullable(),
  following: z.boolean(),
});

/** Output of every contestant, about 600 bytes. */
export const Article = z.object({
  slug: z.string().min(1).max(200),
  title: z.string(),
  description: z.string(),
  body: z.string(),
  tagList: z.array(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  favorited: z.boolean(),
  favoritesCount: z.int(),
  limit: z.int(),
  author: Author,
});

const kept = {
  title: "How joints hold",
  description: "Why a dovetail needs no nail.",
  body: "Measure once against the work and not against the ruler. The first cut decides how much there is to repair. Leave the line; it can be planed away later, but not put back. Two shallow passes are faster than one deep one and a repair.",
  tagList: ["joinery", "wood", "tools"],
  createdAt: "2026-11-05T09:30:00.000Z",
  updatedAt: "2026-11-06T10:15:00.000Z",
  favorited: false,
  favoritesCount: 12,
  author: { username: "ada", bio: "Writes about joinery.", image: null, following: true },
};

/** The handler, the same for all and nearly free. */
export const findArticle = (id: string, limit: number) => ({ slug: id, limit, ...kept });

/** The same as JSON Schema, for contestants with their own validation. */
export const inputSchema = z.toJSONSchema(Input, { io: "input" });
export const articleSchema = z.toJSONSchema(Article, { target: "draft-7" });
