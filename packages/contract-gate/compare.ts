import { compareEvent } from "./compare-events.ts";
import { compareErrors, compareProcedure, type Fact } from "./compare-procedures.ts";
import { textPasses } from "./compare-simple.ts";
import type { ProcedureFacts, Snapshot } from "./json-schema.ts";
import { type Route, readRoute } from "./route.ts";
import { readShape } from "./schema-branches.ts";

/** One difference between two contracts, and whether it breaks clients of the former. */
export interface Change extends Fact {
  /** The procedure, all procedures, or an event. */
  readonly subject: string;
}

const routeOf = ({ rest }: ProcedureFacts): Route | undefined =>
  rest === undefined ? undefined : readRoute(rest.route);

/** Whether a path field accepts this text. */
function mayBe(word: string, { input }: ProcedureFacts, field: string, { schemas }: Snapshot): boolean {
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
function hides(route: Route, older: ProcedureFacts, released: Snapshot): boolean {
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
      return parameterOf(word) !== undefined || mayBe(word, older, parameter, released);
    })
  );
}

/** Parameters of an older route at whose place a route has a word, as `{slug}` of `/articles/{slug}` for `/articles/new`. */
const replaced = ({ segments }: Route, older: ProcedureFacts): readonly string[] =>
  (routeOf(older)?.segments ?? []).filter(
    (place, index) => parameterOf(place) !== undefined && parameterOf(segments[index] ?? "") === undefined,
  );

/** Released procedures whose requests a new route shadows. */
function hidden(name: string, current: Snapshot, released: Snapshot): Fact[] {
  const now = current.procedures[name];
  const route = now === undefined ? undefined : routeOf(now);
  if (route === undefined || released.procedures[name]?.rest?.route === now?.rest?.route) return [];
  return Object.entries(released.procedures)
    .filter(([other, older]) => other !== name && hides(route, older, released))
    .map(([other, older]) => ({
      text: `REST: ${now?.rest?.route} hides some of ${other}: choose a path that no \`${replaced(route, older).join("/")}\` matches`,
      isBreaking: true,
    }));
}

/** Names of a snapshot's procedures, each with the names that it had before. */
const namesIn = ({ procedures }: Snapshot) =>
  Object.entries(procedures).map(([name, { formerly = [] }]) => ({ name, formerly }));

/** The name of the procedure that answers calls of a name; `undefined` where none does. */
const answering = (called: string, current: Snapshot): string | undefined =>
  current.procedures[called] === undefined
    ? namesIn(current).find(({ formerly }) => formerly.includes(called))?.name
    : called;

/** Former names of a released procedure that none answers to any more. */
const lostNames = ({ formerly = [] }: ProcedureFacts, current: Snapshot): Fact[] =>
  formerly
    .filter((name) => answering(name, current) === undefined)
    .map((name) => ({ text: `no longer answers to its former name ${name}`, isBreaking: true }));

const surroundingsOf = (released: Snapshot, current: Snapshot) => ({
  schemas: [released.schemas, current.schemas] as const,
  roles: current.roles ?? released.roles,
});

/** Changes of a released procedure, which may have another name by now. */
function compareReleased(name: string, before: ProcedureFacts, released: Snapshot, current: Snapshot): Fact[] {
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

function compareOne(name: string, released: Snapshot, current: Snapshot): Fact[] {
  const before = released.procedures[name];
  if (before !== undefined)
    return [...compareReleased(name, before, released, current), ...hidden(name, current, released)];
  const { formerly = [] } = current.procedures[name] ?? {};
  const isRenamed = formerly.some((former) => released.procedures[former] !== undefined);
  return [...(isRenamed ? [] : [{ text: "is new", isBreaking: false }]), ...hidden(name, current, released)];
}

/** Lists every change since a release that clients could notice, by procedure. */
export function compareContracts(released: Snapshot, current: Snapshot): readonly Change[] {
  const names = [...new Set([...Object.keys(released.procedures), ...Object.keys(current.procedures)])].sort();
  const every = compareErrors(released.errors, current.errors);
  const [before, after] = [released.events ?? {}, current.events ?? {}];
  const eventNames = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const schemas = [released.schemas, current.schemas] as const;
  return [
    ...every.map((fact) => ({ subject: "every procedure", ...fact })),
    ...names.flatMap((name) => compareOne(name, released, current).map((fact) => ({ subject: name, ...fact }))),
    ...eventNames.flatMap((name) =>
      compareEvent([before[name], after[name]], schemas).map((fact) => ({ subject: `event "${name}"`, ...fact })),
    ),
  ];
}
