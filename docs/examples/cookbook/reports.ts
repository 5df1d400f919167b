import * as z from "zod";
import { implement } from "../../../server/procedures/index.ts";
import { mutation, notFound, query } from "../../../shared/contract/index.ts";

const Year = z.int().min(2000).max(2100);

export const reports = {
  csv: query({
    summary: "A year as CSV",
    access: "public",
    input: z.object({ year: Year }),
    output: z.string(),
    rest: { route: "GET /reports/{year}", type: "text/csv", filename: "report-{year}.csv" },
  }),
  page: query({
    summary: "A year as a page",
    access: "public",
    input: z.object({ year: Year }),
    output: z.string(),
    rest: { route: "GET /reports/{year}/page", type: "text/html" },
  }),
  start: mutation({
    summary: "Make a report in the background",
    access: "public",
    input: z.object({ year: Year }),
    output: z.object({ job: z.string() }),
    rest: { route: "POST /reports", status: 202, location: "/jobs/{job}" },
  }),
  follow: query({
    summary: "Go where a short link leads",
    access: "public",
    input: z.object({ code: z.string().max(32) }),
    output: z.object({ url: z.string().max(2000) }),
    errors: { not_found: notFound("link") },
    rest: {
      route: "GET /go/{code}",
      status: 302,
      location: { field: "url", origins: ["https://files.example.com"] },
    },
  }),
};

const links: Readonly<Record<string, string>> = {
  file: "https://files.example.com/a b.pdf",
  here: "/docs",
  evil: "https://evil.example",
  sly: "//evil.example",
};

export const reportHandlers = implement(reports, {
  csv: ({ input }) => `year,total\n${input.year},12\n`,
  page: ({ input }) => `<!doctype html><title>${input.year}</title>`,
  start: ({ input, write }) => write(async () => ({ job: `report-${input.year}` })),
  follow: ({ input, fail }) => ({ url: links[input.code] ?? fail("not_found") }),
});
