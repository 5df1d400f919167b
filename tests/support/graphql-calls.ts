import {
  coerceInputValue,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLUnionType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

// Calls of procedures over GraphQL with their whole output, and answers in the form of the contract.

type Values = Readonly<Record<string, unknown>>;
type RootField = GraphQLField<unknown, unknown>;

/** Guarantees an object: JSON that GraphQL answered for an object type. */
const asValues = (value: unknown) => value as Values;
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isLink = ({ extensions }: RootField) => extensions.facts?.link !== undefined;
const isConnection = (type: GraphQLObjectType) => "edges" in type.getFields();
const isSelected = (type: GraphQLObjectType) => (field: RootField) =>
  !isLink(field) && !(isConnection(type) && field.name === "edges");
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).filter(isSelected(type));

/** Of equal names in several members of a union, types may differ: each has its own. */
const aliasOf = (type: GraphQLObjectType, { name }: RootField) => `${type.name}_${name}`;

/** Selects all of a type, but for links. */
function selectionOf(of: GraphQLOutputType): string {
  const type = getNamedType(of);
  if (type instanceof GraphQLUnionType)
    return `{ __typename ${type
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionOf(member)}`)
      .join(" ")} }`;
  if (!isObjectType(type)) return "";
  return `{ ${fieldsOf(type)
    .map((field) => `${aliasOf(type, field)}: ${field.name} ${selectionOf(field.type)}`)
    .join(" ")} }`;
}

/** A value of a type as the contract has it; a page of a list has its items under `nodes` and the next cursor in `next`. */
function contractValue(of: GraphQLOutputType, value: unknown): unknown {
  if (isNonNullType(of)) return contractValue(of.ofType, value);
  if (value === null || value === undefined) return null;
  if (isListType(of)) return asList(value).map((item) => contractValue(of.ofType, item));
  if (isEnumType(of)) return enumValue(of, value);
  if (of instanceof GraphQLUnionType) {
    const member = of.getTypes().find(({ name }) => name === asValues(value).__typename);
    return member === undefined ? value : contractValue(member, value);
  }
  if (!isObjectType(of)) return value;
  const own = asValues(value);
  const entries = fieldsOf(of).map((field) => {
    const inner = contractValue(field.type, own[aliasOf(of, field)]);
    return [field.extensions.facts?.key ?? field.name, inner] as const;
  });
  const { pageInfo, ...fields } = Object.fromEntries(entries);
  if (of.name === "Success") return null;
  if (isConnection(of)) return { ...fields, next: asValues(pageInfo).endCursor };
  return Object.fromEntries(entries);
}

const enumValue = (type: GraphQLEnumType, name: unknown): unknown =>
  typeof name === "string" ? type.getValue(name)?.value : name;

const pageArguments: Readonly<Record<string, string>> = { limit: "first", cursor: "after" };

/** A value of an input as GraphQL takes it: enums by their names. */
function inputValue(of: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(of)) return inputValue(of.ofType, value);
  if (isListType(of) && Array.isArray(value)) return value.map((item) => inputValue(of.ofType, item));
  if (isEnumType(of)) return of.getValues().find((each) => each.value === value)?.name ?? value;
  if (!isInputObjectType(of) || typeof value !== "object" || value === null) return value;
  const fields = of.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, fields[name] ? inputValue(fields[name].type, field) : field]),
  );
}

/** A procedure's document with its variables, and how its answer reads. */
export interface GraphqlCall {
  readonly query: string;
  readonly variables: Values;
  readonly read: (answer: { readonly data: unknown; readonly errors: unknown }) => unknown;
}

const errorOf = ({ code, status, message, errors, details = null }: Values) => ({
  error: { code, status, message, errors, details },
});

/** The ending of a field: its output, a declared error of its union, or an error beside the data. */
function endingOf({ name, type }: RootField, answer: { readonly data: unknown; readonly errors: unknown }) {
  const [first] = asList(answer.errors);
  if (first !== undefined) {
    const { message, extensions } = asValues(first);
    return errorOf({ ...asValues(extensions), message });
  }
  const value = asValues(answer.data)[name];
  const read = contractValue(type, value);
  const member = getNamedType(type);
  if (!(member instanceof GraphQLUnionType)) return { output: read };
  const chosen = member.getTypes().find((each) => each.name === asValues(value).__typename);
  if (chosen?.getInterfaces().some((each) => each.name === "ApiError")) {
    const error = asValues(read);
    const errors = asList(error.errors).map((each) => [asValues(each).subject, asValues(each).messages]);
    return errorOf({ ...error, errors: Object.fromEntries(errors) });
  }
  const isWrapped = chosen?.name.endsWith("Success") === true && chosen.name !== "Success";
  return { output: isWrapped ? asValues(read).value : read };
}

/**
 * A call of a procedure over GraphQL. `undefined` for an input that GraphQL's own types refuse, before any procedure is called.
 */
export function graphqlCall(schema: GraphQLSchema, procedure: string, input: Values): GraphqlCall | undefined {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    type === null || type === undefined ? [] : Object.values(type.getFields()).map((field) => ({ type, field })),
  );
  const root = roots.find(({ field }) => field.extensions.facts?.call?.procedure === procedure);
  if (root === undefined) throw new TypeError(`no field for ${procedure}`);
  const { type, field } = root;
  const isMutation = type === schema.getMutationType();
  const isPage = field.args.some(({ name }) => name === "first");
  const given = Object.entries(input).map(
    ([name, value]) => [isPage ? (pageArguments[name] ?? name) : name, value] as const,
  );
  const sent = isMutation ? (field.args.length === 0 ? [] : [["input", input] as const]) : given;
  if (field.args.length === 0 && given.length > 0) return undefined;
  const variables: Record<string, unknown> = {};
  for (const [name, value] of sent) {
    const argument = field.args.find((each) => each.name === name);
    if (argument === undefined) return undefined;
    variables[name] = inputValue(argument.type, value);
  }
  let isRefused = false;
  for (const { name, type: wanted } of field.args)
    if (name in variables || isNonNullType(wanted))
      coerceInputValue(variables[name], wanted, () => {
        isRefused = true;
      });
  if (isRefused) return undefined;
  const used = field.args.filter(({ name }) => name in variables);
  const declared = used.map(({ name, type: wanted }) => `$${name}: ${wanted}`).join(", ");
  const passed = used.map(({ name }) => `${name}: $${name}`).join(", ");
  const call = `${field.name}${passed === "" ? "" : `(${passed})`} ${selectionOf(field.type)}`;
  const query = `${isMutation ? "mutation" : "query"}${declared === "" ? "" : `(${declared})`} { ${call} }`;
  return { query, variables, read: (answer) => endingOf(field, answer) };
}
