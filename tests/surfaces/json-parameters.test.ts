import { expect, test } from "vitest";
import * as z from "zod";
import { mutation, query } from "../../shared/contract/index.ts";
import { serveContracts } from "../support/contracts.ts";

// An object in an address or a form is JSON in one parameter. Clients that write its fields otherwise get to know.

const area = z.union([z.object({ min: z.int() }), z.object({ max: z.int(), unit: z.string().optional() })]);
const input = z.object({ name: z.string().optional(), unit: z.string().optional(), area: area.optional() });
const base = { summary: "s", access: "public", input, output: input } as const;
const { fetch } = serveContracts(
  {
    areas: {
      find: query({ ...base, rest: { route: "GET /areas" } }),
      add: mutation({ ...base, rest: { route: "POST /areas", accepts: "form" } }),
    },
  },
  { areas: { find: ({ input }) => input, add: ({ input, write }) => write(async () => input) } },
);

async function answersTo(text: string) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answers = [fetch(`/api/areas?${text}`), fetch("/api/areas", { method: "POST", headers, body: text })];
  return Promise.all(answers.map(async (answer) => (await answer).json()));
}

test.each(["area[min]=1", "min=1", "name=a&max=2"])("%s is refused, with what to write", async (text) => {
  const refusal = { status: 422, errors: { area: ["must be JSON in one parameter: area={…}"] } };
  expect(await answersTo(text)).toMatchObject([refusal, refusal]);
});

test.each([
  ["area=%7B%22min%22:1%7D&min=5", { area: { min: 1 } }],
  ["unit=m", { unit: "m" }],
  ["name=a&utm_source=b", { name: "a" }],
])("%s is read", async (text, read) => {
  expect(await answersTo(text)).toEqual([read, read]);
});
