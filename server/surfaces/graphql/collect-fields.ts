import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLDirective,
  type GraphQLField,
  GraphQLIncludeDirective,
  GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  GraphQLUnionType,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";
import { type Complete, completeOf } from "./complete-value.ts";
import type { FieldFacts } from "./extensions.ts";

export type Variables = Readonly<Record<string, unknown>>;

type Args = Readonly<Record<string, unknown>>;

/** A field of one object type that a document asks for, whatever its variables. */
export class SelectedField {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly facts: FieldFacts;
  /** The property of the source. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly complete: Complete;
  /** Fields below, by object type. */
  readonly below = new Map<GraphQLObjectType, readonly SelectedField[]>();
  /** Whether it or a field below calls a procedure; undefined until it is computed. */
  hasCalls: boolean | undefined;

  constructor(field: GraphQLField<unknown, unknown>, responseKey: string, nodes: readonly FieldNode[]) {
    this.responseKey = responseKey;
    this.field = field;
    this.facts = field.extensions.facts ?? {};
    this.key = this.facts.key ?? field.name;
    this.nodes = nodes;
    this.complete = completeOf(field.type);
  }
}

/** Finds the fields that a validated document asks for, type by type, each once. */
export class FieldTree {
  readonly schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Variables;
  readonly #roots = new Map<SelectionSetNode, readonly SelectedField[]>();

  /** @param variables those by which `@skip` and `@include` decide. */
  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Variables) {
    this.schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** The fields of an operation, merged by response key, in the order of the document. */
  root({ operation, selectionSet }: OperationDefinitionNode): readonly SelectedField[] {
    const cached = this.#roots.get(selectionSet);
    if (cached !== undefined) return cached;
    const type = this.schema.getRootType(operation);
    const fields = type ? this.#merge(type, [selectionSet]) : [];
    this.#roots.set(selectionSet, fields);
    return fields;
  }

  /** The fields below a field, on one object type of its value. */
  below(selected: SelectedField, type: GraphQLObjectType): readonly SelectedField[] {
    const cached = selected.below.get(type);
    if (cached !== undefined) return cached;
    const sets = selected.nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
    const fields = this.#merge(type, sets);
    selected.below.set(type, fields);
    return fields;
  }

  #merge(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly SelectedField[] {
    const nodes = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const { selections } of sets) this.#gather(type, selections, nodes, visited);
    return [...nodes].flatMap(([responseKey, group]) => {
      const [first] = group;
      const field = first === undefined ? undefined : this.#fieldOf(type, first.name.value);
      return field === undefined ? [] : [new SelectedField(field, responseKey, group)];
    });
  }

  #gather(
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
    nodes: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = nodes.get(key);
        if (group === undefined) nodes.set(key, [selection]);
        else group.push(selection);
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#unvisited(selection.name.value, visited);
      if (inner !== undefined && this.#applies(inner.typeCondition?.name.value, type))
        this.#gather(type, inner.selectionSet.selections, nodes, visited);
    }
  }

  #unvisited(name: string, visited: Set<string>): FragmentDefinitionNode | undefined {
    if (visited.has(name)) return undefined;
    visited.add(name);
    return this.#fragments.get(name);
  }

  #isIncluded(selection: SelectionNode): boolean {
    if (selection.directives === undefined || selection.directives.length === 0) return true;
    const conditionOf = (directive: GraphQLDirective) => getDirectiveValues(directive, selection, this.#variables)?.if;
    return conditionOf(GraphQLSkipDirective) !== true && conditionOf(GraphQLIncludeDirective) !== false;
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.schema.getType(condition);
    const isAbstract = named instanceof GraphQLUnionType || named instanceof GraphQLInterfaceType;
    return isAbstract && this.schema.isSubType(named, type);
  }

  #fieldOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (type === this.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  }
}

const noArgs: Args = {};

/** The fields of an operation with the variables of one request. */
export class Selection {
  readonly tree: FieldTree;
  readonly #variables: Variables;
  readonly #args = new Map<SelectedField, Args>();

  constructor(tree: FieldTree, variables: Variables) {
    this.tree = tree;
    this.#variables = variables;
  }

  /** The coerced arguments of a field. @throws {GraphQLError} for a value that does not fit. */
  argsOf(selected: SelectedField): Args {
    const { field, nodes } = selected;
    const [node] = nodes;
    if (node === undefined || field.args.length === 0) return noArgs;
    const args = this.#args.get(selected) ?? getArgumentValues(field, node, this.#variables);
    this.#args.set(selected, args);
    return args;
  }
}

/** Whether a document asks for the same fields whatever its variables: `@skip` and `@include` alone could change them. */
export const isConstant = ({ loc }: DocumentNode): boolean => loc?.source.body.includes("@") === false;
