import { textPasses } from "./compare-constraints.ts";
import { compareEvent } from "./compare-events.ts";
import { compareErrors, compareProcedure, type Finding } from "./compare-procedures.ts";
import type { ProcedureFacts, Snapshot } from "./json-schema.ts";
import { type Route, readRoute } from "./route.ts";
import { readShape } from "./schema-branches.ts";

/** One difference between two contracts, and whether it breaks clients of the former. */
export interface Change extends Finding {
  /** The procedure, all procedures, or an event. */
  readonly subject: string;
}

const routeOf = ({ rest }: ProcedureFacts): Route | undefined =>
  rest === undefined ? undefined : readRoute(rest.route);

/** Whether a path field accepts this text. */
function acceptsText(word: string, { input }: ProcedureFacts, field: string, { schemas }: Snapshot): boolean {
  const [object] = readShape(input, schemas).branches;
  const schema = object?.kind === "object" ? object.fields.get(field) : undefined;
  if (schema === undefined) return false;
  const { literals, branches, isAnything } = readShape(schema, schemas);
  return (
    isAnything || literals.has(word) || branches.some((branch) => branch.kind === "text" && textPasses(word, branch))
  );
}

const parameterOf = (segment: string) => /^\{(\w+)\}$/.exec(segment)?.[1];

/** Whether a route shadows requests of an older one, as `/articles/new` shadows `/articles/{slug}`. */
function shadows(route: Route, older: ProcedureFacts, released: Snapshot): boolean {
  const other = routeOf(older);
  if (other === undefined || other.method !== route.method || route.parameters.length >= other.parameters.length)
    return false;
  const [words, places] = [route.segments, other.segments];
  return (
    words.length === places.length &&
    words.every((word, index) => {
      const place = places[index] ?? "";
      const parameter = parameterOf(place);
      if (parameter === undefined) return word === place;
      return parameterOf(word) !== undefined || acceptsText(word, older, parameter, released);
    })
  );
}

/** Path parameters of an older route where a new route has fixed text: `{slug}` of `/articles/{slug}` for `/articles/new`. */
const shadowedParameters = ({ segments }: Route, older: ProcedureFacts): readonly string[] =>
  (routeOf(older)?.segments ?? []).filter(
    (place, index) => parameterOf(place) !== undefined && parameterOf(segments[index] ?? "") === undefined,
  );

/** Released procedures whose requests a new route shadows. */
function shadowedProcedures(name: string, current: Snapshot, released: Snapshot): Finding[] {
  const now = current.procedures[name];
  const route = now === undefined ? undefined : routeOf(now);
  if (route === undefined || released.procedures[name]?.rest?.route === now?.rest?.route) return [];
  return Object.entries(released.procedures)
    .filter(([other, older]) => other !== name && shadows(route, older, released))
    .map(([other, older]) => ({
      text: `REST: ${now?.rest?.route} hides some of ${other}: choose a path that no \`${shadowedParameters(route, older).join("/")}\` matches`,
      isBreaking: true,
    }));
}

/** Names of a snapshot's procedures, each with the names that it had before. */
const namesIn = ({ procedures }: Snapshot) =>
  Object.entries(procedures).map(([name, { formerly = [] }]) => ({ name, formerly }));

/** The current name of the procedure that calls under `called` reach, directly or as a former name; `undefined` for none. */
const answering = (called: string, current: Snapshot): string | undefined =>
  current.procedures[called] === undefined
    ? namesIn(current).find(({ formerly }) => formerly.includes(called))?.name
    : called;

/** Former names of a released procedure under which it can no longer be called. */
const lostNames = ({ formerly = [] }: ProcedureFacts, current: Snapshot): Finding[] =>
  formerly
    .filter((name) => answering(name, current) === undefined)
    .map((name) => ({ text: `no longer answers to its former name ${name}`, isBreaking: true }));

const surroundingsOf = (released: Snapshot, current: Snapshot) => ({
  schemas: [released.schemas, current.schemas] as const,
  roles: current.roles ?? released.roles,
});

/** Changes of a released procedure, which may have another name by now. */
function compareReleased(name: string, before: ProcedureFacts, released: Snapshot, current: Snapshot): Finding[] {
  const successor = answering(name, current);
  const after = successor === undefined ? undefined : current.procedures[successor];
  if (after === undefined) return [{ text: "is gone", isBreaking: true }];
  const renamed =
    successor === name ? [] : [{ text: `is now ${successor}, and answers to both names`, isBreaking: false }];
  return [
    ...renamed,
    ...lostNames(before, current),
    ...compareProcedure(surroundingsOf(released, current), before, after),
  ];
}

/** Changes of the procedure with this name in either contract. */
function compareProcedureNamed(name: string, released: Snapshot, current: Snapshot): Finding[] {
  const before = released.procedures[name];
  if (before !== undefined)
    return [...compareReleased(name, before, released, current), ...shadowedProcedures(name, current, released)];
  const { formerly = [] } = current.procedures[name] ?? {};
  const isRenamed = formerly.some((former) => released.procedures[former] !== undefined);
  return [
    ...(isRenamed ? [] : [{ text: "is new", isBreaking: false }]),
    ...shadowedProcedures(name, current, released),
  ];
}

/** Lists every change since a release that clients could notice, by procedure. */
export function compareContracts(released: Snapshot, current: Snapshot): readonly Change[] {
  const names = [...new Set([...Object.keys(released.procedures), ...Object.keys(current.procedures)])].sort();
  const inStandardErrors = compareErrors(released.errors, current.errors);
  const [before, after] = [released.events ?? {}, current.events ?? {}];
  const eventNames = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const schemas = [released.schemas, current.schemas] as const;
  return [
    ...inStandardErrors.map((finding) => ({ subject: "every procedure", ...finding })),
    ...names.flatMap((name) =>
      compareProcedureNamed(name, released, current).map((finding) => ({ subject: name, ...finding })),
    ),
    ...eventNames.flatMap((name) =>
      compareEvent([before[name], after[name]], schemas).map((finding) => ({ subject: `event "${name}"`, ...finding })),
    ),
  ];
}
