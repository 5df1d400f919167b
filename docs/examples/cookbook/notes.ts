import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { changed, mutation, notFound, query } from "../../../shared/contract/index.ts";

const Note = z.object({ id: z.string().max(64), text: z.string().max(1000), version: z.int() });
const not_found = notFound("note");

export const notes = {
  put: mutation({
    summary: "Write a note, new or not",
    access: "public",
    input: Note.pick({ id: true, text: true }),
    output: Note.extend({ outcome: z.enum(["created", "updated"]) }),
    rest: {
      route: "PUT /notes/{id}",
      status: { by: "outcome", of: { created: 201, updated: 200 } },
      location: "/notes/{id}",
      etag: "version",
    },
  }),
  get: query({
    summary: "Get a note",
    access: "public",
    input: Note.pick({ id: true }),
    output: Note,
    errors: { not_found },
    rest: { route: "GET /notes/{id}", etag: "version" },
  }),
  edit: mutation({
    summary: "Change a note of a known version",
    access: "public",
    input: Note.pick({ id: true, version: true }).extend({ text: Note.shape.text.optional() }),
    output: Note,
    errors: { not_found, changed: changed("note") },
    rest: { route: "PATCH /notes/{id}", ifMatch: "version", etag: "version" },
  }),
  removeAll: mutation({
    summary: "Delete several notes",
    access: "public",
    input: z.object({ ids: z.array(Note.shape.id).min(1).max(100), dry: z.boolean().default(false) }),
    output: z.object({ removed: z.int() }),
    rest: { route: "DELETE /notes", query: ["dry"] },
  }),
};

const kept = new Map<string, z.infer<typeof Note>>();

export const noteHandlers = implement(notes, {
  put: ({ input, write }) =>
    write(async () => {
      const before = kept.get(input.id);
      const note = { ...input, version: (before?.version ?? 0) + 1 };
      kept.set(note.id, note);
      return { ...note, outcome: before === undefined ? ("created" as const) : ("updated" as const) };
    }),
  get: ({ input, fail }) => kept.get(input.id) ?? fail("not_found"),
  edit: ({ input, fail, write }) =>
    write(async () => {
      const note = kept.get(input.id) ?? fail("not_found");
      // In SQL: `update … where id = $1 and version = $2`, and no row means that it has changed.
      if (note.version !== input.version) fail("changed");
      const edited = { ...note, text: input.text ?? note.text, version: note.version + 1 };
      kept.set(note.id, edited);
      return edited;
    }),
  removeAll: ({ input, write }) =>
    write(async () => {
      const found = input.ids.filter((id) => (input.dry ? kept.has(id) : kept.delete(id)));
      return { removed: found.length };
    }),
});
