import { existsSync } from "node:fs";
import { join } from "node:path";
import { addImport, appendElement, importNames } from "../change/edits.ts";
import { pascal, Refusal } from "../change/feature-names.ts";
import { Draft, type Plan } from "../change/plan.ts";
import type { Field } from "./fields.ts";

/** A job to generate. */
export interface NewJob {
  /** `reports.build`. */
  readonly name: string;
  readonly fields: readonly Field[];
}

/** A job's name in its forms. */
interface JobNames {
  readonly name: string;
  /** `reports`. */
  readonly feature: string;
  /** `server/features/reports`. */
  readonly folder: string;
  /** `reportsJobs`, the list of handlers. */
  readonly list: string;
  /** `enqueueReportsBuild`. */
  readonly enqueuing: string;
}

// Their handlers are listed elsewhere, since they take dependencies.
const houseWords = ["cache", "mail", "upkeep"];
const declared = "shared/jobs.ts";
const composed = "server/app/jobs.ts";

const kebab = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (snake: string) => snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** @throws {Refusal} for an invalid name. */
function jobNames(name: string): JobNames {
  const [, feature = "", verb = ""] = /^([a-z][A-Za-z0-9]{0,39})\.([a-z][a-z0-9_]{0,39})$/.exec(name) ?? [];
  if (feature === "" || feature in Object.prototype)
    throw new Refusal(`"${name}" cannot name a job: write a feature and the work, as in reports.build.`);
  if (houseWords.includes(feature))
    throw new Refusal(
      `"${feature}" is reserved by this project: name the feature that enqueues the job, as in reports.build.`,
    );
  return {
    name,
    feature,
    folder: `server/features/${kebab(feature)}`,
    list: `${feature}Jobs`,
    enqueuing: `enqueue${pascal(feature)}${pascal(camel(verb))}`,
  };
}

const declaration = ({ name, fields }: NewJob) => `  "${name}": job({
    summary: "Do ${name} (not written yet)",
    input: z.object({ ${fields.map((field) => `${field.name}: ${field.kind.zod}${field.isOptional ? ".optional()" : ""}`).join(", ")} }),
  }),`;

const enqueuingOf = ({
  name,
  enqueuing,
}: JobNames) => `/** Enqueues "${name}" in the transaction of the change that asks for it. */
export const ${enqueuing} = (tx: Tx, input: JobInputs["${name}"]): Promise<string> => enqueue(tx, "${name}", input);
`;

const handlerOf = ({ name }: JobNames) => `    "${name}": async () => {
      throw new Error("${name} is not written yet");
    },`;

const newFile = (names: JobNames) => `import type { JobInputs } from "../../../shared/jobs.ts";
import type { Tx } from "../../database/index.ts";
import { enqueue, type NamedHandlers } from "../../jobs/index.ts";

${enqueuingOf(names)}
/** Handlers of the jobs of ${names.feature}. */
export const ${names.list}: NamedHandlers = {
  name: "${names.feature}",
  handlers: {
${handlerOf(names)}
  },
};
`;

const testFile = ({ name, list, enqueuing, folder }: JobNames, fields: readonly Field[]) => {
  const input = `{ ${fields.map((field) => `${field.name}: ${JSON.stringify(field.kind.samples[0])}`).join(", ")} }`;
  return `import { expect } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { ${enqueuing}, ${list} } from "../../${folder}/jobs.ts";
import { createLog } from "../../server/providers/log.ts";
import type { JobInputs } from "../../shared/jobs.ts";
import { test } from "../kit/index.ts";
import { createTestDispatcher } from "../support/jobs.ts";

test("${name} is enqueued with its input, and is retried until it is written", async ({ kit: { db, jobs } }) => {
  const input: JobInputs["${name}"] = ${input};
  await transaction(db, (tx) => ${enqueuing}(tx, input));
  expect(await jobs("${name}")).toEqual([input]);
  const log = createLog("error", () => {});
  const { runOnce } = createTestDispatcher({ db, log, handlers: ${list}.handlers });
  expect(await runOnce({ max: 1 })).toMatchObject({ done: 0, retried: 1 });
});
`;
};

/** Adds the job to the feature's file of jobs, or makes that file. */
function planHandler(root: string, draft: Draft, names: JobNames): void {
  const file = `${names.folder}/jobs.ts`;
  if (draft.has(file)) {
    if (!draft.read(file).includes(`export const ${names.list}: NamedHandlers = {`))
      throw new Refusal(`${file} is not a list of handlers that a command made: write the job by hand.`);
    draft.edit(
      file,
      (source) => `${appendElement(source, "handlers: {", handlerOf(names), file)}\n${enqueuingOf(names)}`,
    );
    return;
  }
  draft.create(file, newFile(names));
  const index = `${names.folder}/index.ts`;
  const exported = `export { ${names.list} } from "./jobs.ts";\n`;
  if (existsSync(join(root, index))) draft.edit(index, (source) => source + exported);
  else draft.create(index, exported);
  const module = `../features/${kebab(names.feature)}/index.ts`;
  draft.edit(composed, (source) =>
    appendElement(addImport(source, `import { ${names.list} } from "${module}";`), "handlers: [", names.list, composed),
  );
}

/** Plans the files of a new job. @throws {Refusal} if it cannot be added. */
export function planJob(root: string, wanted: NewJob): Plan {
  const names = jobNames(wanted.name);
  const draft = new Draft(root);
  if (draft.read(declared).includes(`"${names.name}": job(`))
    throw new Refusal(`There is a job "${names.name}" already.`);
  const uses = [...new Set(wanted.fields.flatMap(({ kind }) => kind.uses ?? []))];
  draft.edit(declared, (source) => {
    const extended = appendElement(source, "export const jobs = {", declaration(wanted), declared);
    return uses.length === 0 ? extended : importNames(extended, uses, "./fields.ts");
  });
  planHandler(root, draft, names);
  draft.edit(composed, (source) =>
    appendElement(source, "enqueuedJobs: readonly JobName[] = [", `"${names.name}"`, composed),
  );
  draft.create(
    `tests/features/${kebab(names.feature)}.${wanted.name.split(".")[1]}.test.ts`,
    testFile(names, wanted.fields),
  );
  return draft.plan;
}
