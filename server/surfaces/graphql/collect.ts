import {
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
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";
import type { FieldFacts } from "./extensions.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** A field of one object type that the document asks for. */
export class SelectedField {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly facts: FieldFacts;
  /** The property of the source. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  /** Fields below, by object type. */
  readonly below = new Map<GraphQLObjectType, readonly SelectedField[]>();
  readonly #variables: Variables;
  #args: Readonly<Record<string, unknown>> | undefined;

  constructor(
    field: GraphQLField<unknown, unknown>,
    responseKey: string,
    nodes: readonly FieldNode[],
    variables: Variables,
  ) {
    this.responseKey = responseKey;
    this.field = field;
    this.facts = field.extensions.facts ?? {};
    this.key = this.facts.key ?? field.name;
    this.nodes = nodes;
    this.#variables = variables;
  }

  /** The coerced arguments. @throws {GraphQLError} for a value that does not fit. */
  get args(): Readonly<Record<string, unknown>> {
    const [node] = this.nodes;
    this.#args ??= node === undefined ? {} : getArgumentValues(this.field, node, this.#variables);
    return this.#args;
  }
}

/** Finds the fields that a validated operation asks for, type by type. */
export class Selection {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Variables;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Variables) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** The fields of a selection set on an object type, merged by response key, in the order of the document. */
  root(type: GraphQLObjectType, selectionSet: SelectionSetNode): readonly SelectedField[] {
    return this.#merge(type, [selectionSet]);
  }

  /** The fields below a field, on one object type of its value. */
  below(selected: SelectedField, type: GraphQLObjectType): readonly SelectedField[] {
    const known = selected.below.get(type);
    if (known !== undefined) return known;
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
      return field === undefined ? [] : [new SelectedField(field, responseKey, group, this.#variables)];
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
    const named = this.#schema.getType(condition);
    const isAbstract = named instanceof GraphQLUnionType || named instanceof GraphQLInterfaceType;
    return isAbstract && this.#schema.isSubType(named, type);
  }

  #fieldOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (type === this.#schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  }
}
