import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLObjectType,
  getNamedType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { standardError } from "../../procedures/index.ts";
import type { FieldTree, SelectedField, Selection } from "./collect-fields.ts";

/** Bounds of a document and of one operation. */
export const bounds = {
  /** Words and signs of a document; introspection by usual tools takes about 400. */
  maxTokens: 2000,
  /** Levels of fields. Introspection by usual tools has 15. */
  maxDepth: 16,
  maxAliases: 50,
  /** Fields of the document, each use of a fragment counted. */
  maxFields: 1000,
  /** Root fields of one operation, like the calls of a tRPC batch. */
  maxRootFields: 20,
  /** Calls that an operation makes and items that it returns, by the sizes of its pages. */
  maxCost: 5000,
  /** Fields of a subscription, which stay in memory as long as its stream is open. */
  maxSubscriptionFields: 200,
} as const;

const refused = (detail: string) => standardError("too_large", { detail });

/** Counts one operation's fields with all fragments written out. */
class Count {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #fields = 0;
  #aliases = 0;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  visit({ selections }: SelectionSetNode, depth: number): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.#field(selection, depth);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.visit(selection.selectionSet, depth);
      else {
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment !== undefined) this.visit(fragment.selectionSet, depth);
      }
    }
  }

  #field({ alias, selectionSet }: FieldNode, depth: number): void {
    this.#fields += 1;
    if (this.#fields > bounds.maxFields) throw refused(`A document has at most ${bounds.maxFields} fields.`);
    if (depth > bounds.maxDepth) throw refused(`A document has at most ${bounds.maxDepth} levels.`);
    if (alias !== undefined) {
      this.#aliases += 1;
      if (this.#aliases > bounds.maxAliases) throw refused(`A document has at most ${bounds.maxAliases} aliases.`);
      if (alias.value === "__proto__") throw standardError("malformed", { detail: "No alias is `__proto__`." });
    }
    if (selectionSet !== undefined) this.visit(selectionSet, depth + 1);
  }
}

export const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

/**
 * Checks a document's depth, aliases and number of fields. Fragments must not lead to themselves.
 * @throws {ApiError} 413 beyond a bound.
 */
export function checkSize(document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) new Count(fragments).visit(definition.selectionSet, 1);
}

/** Object types that a field's value may have. */
function objectTypesOf({ schema }: FieldTree, { field }: SelectedField): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (type instanceof GraphQLObjectType) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/** Fields below a field, for each type that its value may have. */
const fieldsBelow = (tree: FieldTree, selected: SelectedField): readonly (readonly SelectedField[])[] =>
  objectTypesOf(tree, selected).map((type) => tree.below(selected, type));

/** Whether a field or one below calls a procedure: others cost nothing. */
function hasCalls(tree: FieldTree, selected: SelectedField): boolean {
  const { call, link } = selected.facts;
  selected.hasCalls ??=
    call !== undefined ||
    link !== undefined ||
    fieldsBelow(tree, selected).some((fields) => fields.some((field) => hasCalls(tree, field)));
  return selected.hasCalls;
}

/** Arguments that do not fit fail their field when it is run. */
function argsOf(selection: Selection, selected: SelectedField): ReturnType<Selection["argsOf"]> {
  try {
    return selection.argsOf(selected);
  } catch (error) {
    if (error instanceof GraphQLError) return {};
    throw error;
  }
}

/** Calls and items of a field and of all below it. */
function costOf(selection: Selection, selected: SelectedField): number {
  const { tree } = selection;
  if (!hasCalls(tree, selected)) return 0;
  const { call, link, items = 1 } = selected.facts;
  const called = call ?? link;
  const each = called === undefined ? items : called.pageSize(argsOf(selection, selected));
  const below = fieldsBelow(tree, selected).map((fields) => sum(fields.map((field) => costOf(selection, field))));
  return (called === undefined ? 0 : 1 + (each > 1 ? each : 0)) + each * Math.max(0, ...below);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * Checks what an operation may cost: its root fields, and the calls and items that its pages multiply to.
 * @throws {ApiError} 413 beyond a bound.
 */
export function checkCost(selection: Selection, operation: OperationDefinitionNode): void {
  const fields = selection.tree.root(operation);
  if (fields.length > bounds.maxRootFields)
    throw refused(`An operation has at most ${bounds.maxRootFields} root fields.`);
  const cost = sum(fields.filter(({ facts }) => facts.call !== undefined).map((field) => costOf(selection, field)));
  if (cost > bounds.maxCost)
    throw refused(
      `This operation may return ${cost} items, more than ${bounds.maxCost}: ask for smaller pages by \`first\`.`,
    );
}

/** Fields of a field's value, and of all below, for each type that it may have. @throws {ApiError} 400 for a link. */
function countWithoutLinks(tree: FieldTree, selected: SelectedField): number {
  if (selected.facts.link !== undefined)
    throw standardError("malformed", {
      detail: `\`${selected.field.name}\` is loaded by a call of its own, which a subscription does not make: ask for it by a query.`,
    });
  return (
    1 +
    sum(
      fieldsBelow(tree, selected)
        .flat()
        .map((field) => countWithoutLinks(tree, field)),
    )
  );
}

/**
 * Checks the field of a subscription.
 * @throws {ApiError} 400 where it asks for links, 413 beyond a bound.
 */
export function checkSubscribed(tree: FieldTree, selected: SelectedField): void {
  if (countWithoutLinks(tree, selected) > bounds.maxSubscriptionFields)
    throw refused(`A subscription has at most ${bounds.maxSubscriptionFields} fields.`);
}
