import { acceptsIdempotencyKey } from "./accepts-idempotency-key.ts";
import { accessWords, admitsAsBefore } from "./compare-access.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { isBreaking, type Side } from "./difference.ts";
import type { CacheFacts, ErrorFacts, Limit, ProcedureFacts, Rest, Schemas } from "./json-schema.ts";
import { placeOf, routeShape, statusesOf } from "./route.ts";

/** One change of a procedure, its errors or an event. `text` is a predicate: `is no longer deprecated`. */
export interface Finding {
  readonly text: string;
  readonly isBreaking: boolean;
}

const breaking = (text: string): Finding => ({ text, isBreaking: true });
const compatible = (text: string): Finding => ({ text, isBreaking: false });

function compareAccess(
  { access: before }: ProcedureFacts,
  { access: after }: ProcedureFacts,
  roles: readonly string[] | undefined,
): Finding[] {
  const [was, is] = [accessWords(before), accessWords(after)];
  if (was === is) return [];
  const text = `is now open to ${is}, was to ${was}`;
  return [admitsAsBefore(before, after, roles) ? compatible(text) : breaking(text)];
}

const quoted = (key: string | undefined) => (key === undefined ? "nothing" : `"${key}"`);
const acceptsWords = ({ accepts }: Rest) =>
  accepts === undefined ? "JSON" : accepts === "form" ? "a form" : `the raw body in ${accepts.raw}`;

function compareFieldPlaces(before: Rest, after: Rest, fields: readonly string[]): Finding[] {
  const moved = fields
    .map((field) => [field, placeOf(before, field), placeOf(after, field)] as const)
    .filter(([, was, is]) => was !== is && ![was, is].includes("in the path"));
  const [was, is] = [acceptsWords(before), acceptsWords(after)];
  return [
    ...moved.map(([field, from, to]) => breaking(`REST: "${field}" is now sent ${to}, was ${from}`)),
    ...(was === is ? [] : [breaking(`REST: the body is now ${is}, was ${was}`)]),
  ];
}

/** Clients that send `If-None-Match: *` get 400 where no field takes it. */
function compareCreateOnly({ ifNoneMatch: before }: Rest, { ifNoneMatch: after }: Rest): Finding[] {
  if ((before === undefined) === (after === undefined)) return [];
  return [
    after === undefined
      ? breaking("REST: If-None-Match: * is no longer accepted")
      : compatible("REST: If-None-Match: * is now accepted"),
  ];
}

/** Compares response headers and media type: adding a header is compatible, removing or changing one is not. */
function compareResponse(before: Rest, after: Rest): Finding[] {
  const findings: Finding[] = [];
  const targetWords = ({ location }: Rest) =>
    typeof location === "object" ? `the address in ${location.field}` : (location ?? "nothing");
  const pairs = [
    ["Location", targetWords(before), targetWords(after)],
    ["ETag", before.etag ?? "nothing", after.etag ?? "nothing"],
  ] as const;
  for (const [header, was, is] of pairs) {
    if (was === is) continue;
    const text = `REST: ${header} is now ${is}, was ${was}`;
    findings.push(was === "nothing" || (header === "ETag" && is !== "nothing") ? compatible(text) : breaking(text));
  }
  if (before.type !== after.type)
    findings.push(breaking(`REST: the answer is now ${after.type ?? "JSON"}, was ${before.type ?? "JSON"}`));
  return findings;
}

function compareRest({ rest: before, input }: ProcedureFacts, { rest: after }: ProcedureFacts): Finding[] {
  const fields = typeof input === "object" ? Object.keys(input.properties ?? {}) : [];
  if (before === undefined) return after === undefined ? [] : [compatible(`REST: is now served at ${after.route}`)];
  if (after === undefined) return [breaking(`REST: is no longer served at ${before.route}`)];
  const findings: Finding[] = [
    ...compareFieldPlaces(before, after, fields),
    ...compareCreateOnly(before, after),
    ...compareResponse(before, after),
  ];
  if (routeShape(before.route) !== routeShape(after.route))
    findings.push(breaking(`REST: is now ${after.route}, was ${before.route}`));
  else if (before.route !== after.route)
    findings.push(breaking(`REST: the path's fields are now ${after.route}, were ${before.route}`));
  if (before.body !== after.body)
    findings.push(breaking(`REST: the body's envelope is now ${quoted(after.body)}, was ${quoted(before.body)}`));
  if (before.reply !== after.reply)
    findings.push(breaking(`REST: the answer's envelope is now ${quoted(after.reply)}, was ${quoted(before.reply)}`));
  const [was, is] = [before, after].map((rest) => statusesOf(rest).join(" or "));
  if (was !== is) findings.push(breaking(`REST: success is now ${is}, was ${was}`));
  return findings;
}

/** Compares errors by code. Clients handle unknown codes by status and message; a renamed code breaks them. */
export function compareErrors(
  before: Readonly<Record<string, ErrorFacts>>,
  after: Readonly<Record<string, ErrorFacts>>,
): Finding[] {
  const added = Object.entries(after).filter(([code]) => before[code] === undefined);
  const findings = added.map(([code, { status }]) => compatible(`error "${code}" (${status}) is new`));
  for (const [code, was] of Object.entries(before)) {
    const is = after[code];
    if (is === undefined) {
      const [successor] = added.find(([, { status }]) => status === was.status) ?? [];
      findings.push(
        successor === undefined
          ? compatible(`error "${code}" is no longer given`)
          : breaking(`error "${code}" is gone, and "${successor}" has its status`),
      );
      continue;
    }
    if (is.status !== was.status) findings.push(breaking(`error "${code}" is now a ${is.status}, was a ${was.status}`));
    if (is.subject !== was.subject)
      findings.push(breaking(`error "${code}" is now about "${is.subject}", was about "${was.subject}"`));
    if (is.message !== was.message) findings.push(compatible(`error "${code}" now says "${is.message}"`));
  }
  return findings;
}

/** Compares error details like outputs. */
function compareDetails(
  schemas: readonly [Schemas, Schemas],
  { errors: before }: ProcedureFacts,
  { errors: after }: ProcedureFacts,
): Finding[] {
  const comparison = { side: "output" as const, before: schemas[0], after: schemas[1], found: new Map() };
  return Object.entries(before).flatMap(([code, { details: was }]): Finding[] => {
    const is = after[code];
    if (is === undefined || (was === undefined && is.details === undefined)) return [];
    if (was === undefined) return [compatible(`error "${code}" now has details`)];
    if (is.details === undefined) return [breaking(`error "${code}" no longer has details`)];
    return compareSchemas(comparison, "", was, is.details).map((difference) => ({
      text: `details of error "${code}": ${difference.path === "" ? "the whole" : `field "${difference.path}"`} ${difference.text}`,
      isBreaking: isBreaking("output", difference),
    }));
  });
}

const burstOf = ({ burst, rate }: Limit) => burst ?? rate;

function limitWords(limit: Limit): string {
  const what = limit.counts === "failures" ? "failure" : "call";
  const burst = burstOf(limit);
  return `${burst} ${what}${burst === 1 ? "" : "s"} at once, then ${limit.rate} in ${limit.perSeconds} s`;
}

function compareLimit(was: Limit, is: Limit): Finding[] {
  const [before, after] = [limitWords(was), limitWords(is)];
  if (before === after && was.by === is.by) return [];
  const isTighter =
    burstOf(is) < burstOf(was) ||
    is.rate * was.perSeconds < was.rate * is.perSeconds ||
    (was.counts === "failures" && is.counts !== "failures") ||
    was.by !== is.by;
  const by = was.by === is.by ? "" : `, by ${is.by}`;
  const text = `limits: now ${after} per ${is.per}${by}, was ${before}`;
  return [isTighter ? breaking(text) : compatible(text)];
}

function compareLimits({ limits: before }: ProcedureFacts, { limits: after }: ProcedureFacts): Finding[] {
  const findings = after.flatMap((is) => {
    const was = before.find(({ per }) => per === is.per);
    return was === undefined
      ? [breaking(`limits: now ${limitWords(is)} per ${is.per}, was without`)]
      : compareLimit(was, is);
  });
  const removed = before.filter(({ per }) => !after.some((limit) => limit.per === per));
  return [...findings, ...removed.map(({ per }) => compatible(`limits: none per ${per} any more`))];
}

/** A longer CDN lifetime can show clients stale data, even of their own changes; other changes are visible in each response. */
function compareCache({ cache: before }: ProcedureFacts, { cache: after }: ProcedureFacts): Finding[] {
  const [was, is] = [before?.cdnMaxAgeSeconds ?? 0, after?.cdnMaxAgeSeconds ?? 0];
  const findings: Finding[] = [];
  if (is > was) findings.push(breaking(`cache: browsers may now show an answer for ${is} s unasked, was ${was} s`));
  if (is < was) findings.push(compatible(`cache: browsers may now show an answer for ${is} s unasked, was ${was} s`));
  const cacheWords = (cache: CacheFacts | undefined) => {
    if (cache === undefined) return "not kept";
    const { ttlSeconds, staleWhileRevalidateSeconds = 0, negativeTtlSeconds = 0, scope } = cache;
    return `kept ${ttlSeconds} s for ${scope === "shared" ? "all" : "each viewer"}, stale ${staleWhileRevalidateSeconds} s, a 404 ${negativeTtlSeconds} s`;
  };
  if (cacheWords(before) !== cacheWords(after))
    findings.push(compatible(`cache: answers are now ${cacheWords(after)}, were ${cacheWords(before)}`));
  return findings;
}

function compareDeprecation({ deprecated: before }: ProcedureFacts, { deprecated: after }: ProcedureFacts): Finding[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (after === undefined) return [compatible("is no longer deprecated")];
  const use = after.use === undefined ? "" : `: use ${after.use}`;
  const sunset = after.sunset === undefined ? "" : `, until ${after.sunset}`;
  return [compatible(`is deprecated since ${after.since}${sunset}${use}`)];
}

function compareInputOrOutput(
  side: Side,
  schemas: readonly [Schemas, Schemas],
  before: ProcedureFacts,
  after: ProcedureFacts,
) {
  const comparison = { side, before: schemas[0], after: schemas[1], found: new Map() };
  return compareSchemas(comparison, "", before[side], after[side]).map((difference): Finding => {
    const place = difference.path === "" ? side : `${side} field "${difference.path}"`;
    return { text: `${place} ${difference.text}`, isBreaking: isBreaking(side, difference) };
  });
}

/** Clients that repeat a mutation send a key with it, native ones always: without support for keys, their calls get 400. */
function compareIdempotencyKeys(
  [was, is]: readonly [Schemas, Schemas],
  before: ProcedureFacts,
  after: ProcedureFacts,
): Finding[] {
  const [accepted, accepts] = [acceptsIdempotencyKey(before, was), acceptsIdempotencyKey(after, is)];
  if (accepted === accepts || before.kind !== after.kind) return [];
  return [accepts ? compatible("now takes an idempotency key") : breaking("no longer takes an idempotency key")];
}

/** The parts of two contracts outside of their procedures. */
export interface Surroundings {
  readonly schemas: readonly [before: Schemas, after: Schemas];
  readonly roles: readonly string[] | undefined;
}

/** Lists the changes of one procedure. */
export function compareProcedure(
  { schemas, roles }: Surroundings,
  before: ProcedureFacts,
  after: ProcedureFacts,
): Finding[] {
  const kind = before.kind === after.kind ? [] : [breaking(`is now a ${after.kind}, was a ${before.kind}`)];
  return [
    ...kind,
    ...compareAccess(before, after, roles),
    ...compareIdempotencyKeys(schemas, before, after),
    ...compareRest(before, after),
    ...compareInputOrOutput("input", schemas, before, after),
    ...compareInputOrOutput("output", schemas, before, after),
    ...compareErrors(before.errors, after.errors),
    ...compareDetails(schemas, before, after),
    ...compareLimits(before, after),
    ...compareCache(before, after),
    ...compareDeprecation(before, after),
  ];
}
