import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
} from "graphql";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { pascalCase, type Schemas } from "../openapi/schemas.ts";
import { asSchema, isTypedObject, readSchema } from "./json-schema.ts";
import type { Names } from "./names.ts";
import type { OutputTypes } from "./output-types.ts";

/** Names that every schema holds. */
export const connectionTypeNames = ["PageInfo"];

const PageInfo = new GraphQLObjectType({
  name: "PageInfo",
  description: "Where the page stands in its list.",
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: "Always false: lists are read forward.",
    },
    startCursor: { type: GraphQLString, description: "Always null: lists are read forward." },
    endCursor: { type: GraphQLString, description: "Send as `after` to get the next page; null on the last page." },
  },
});

/** A page of a list in this project's form: its items, and the cursor of the next page in `next`. */
export interface PagedOutput {
  readonly output: JsonSchema;
  readonly component: string | undefined;
  /** The property with the items. */
  readonly items: string;
}

const taken = ["edges", "nodes", "pageInfo"];

/** Reads a page from a procedure's output; `undefined` if the output is not a page. */
export function pageOf({ input, output }: DescribedProcedure, schemas: Schemas): PagedOutput | undefined {
  const { schema, component, isNullable } = readSchema(output, schemas);
  const { properties = {}, required = [] } = schema;
  const cursor = input.properties?.cursor;
  if (cursor === undefined || input.required?.includes("cursor") || isNullable || !isTypedObject(schema))
    return undefined;
  const next = readSchema(asSchema(properties.next), schemas);
  if (!next.isNullable || next.schema.type !== "string" || !required.includes("next")) return undefined;
  const lists = Object.keys(properties).filter(
    (key) => readSchema(asSchema(properties[key]), schemas).schema.type === "array",
  );
  const [items, another] = lists;
  const isClear = items !== undefined && another === undefined && required.includes(items);
  return isClear && !taken.some((name) => name in properties) ? { output: schema, component, items } : undefined;
}

interface Page {
  readonly next: string | null;
  readonly [property: string]: unknown;
}

/** Guarantees a page: the contract's schema has checked the output. */
const asPage = (source: unknown) => source as Page;
const asList = (items: unknown) => items as readonly unknown[];

/** Builds connections as Relay's specification describes them. Pages that share a component share a connection. */
export class Connections {
  readonly #schemas: Schemas;
  readonly #names: Names;
  readonly #outputs: OutputTypes;
  readonly #byComponent = new Map<string, GraphQLObjectType>();

  constructor(schemas: Schemas, names: Names, outputs: OutputTypes) {
    this.#schemas = schemas;
    this.#names = names;
    this.#outputs = outputs;
  }

  typeOf(page: PagedOutput, procedure: string): GraphQLObjectType {
    const cached = page.component === undefined ? undefined : this.#byComponent.get(page.component);
    if (cached !== undefined) return cached;
    const stem = page.component?.replace(/(?:Page|List|Connection)$/, "") || pascalCase(procedure);
    const type = this.#create(page, stem);
    if (page.component !== undefined) this.#byComponent.set(page.component, type);
    return type;
  }

  #create({ output, items: key }: PagedOutput, stem: string): GraphQLObjectType {
    const name = this.#names.take(`${stem}Connection`);
    const edgeName = this.#names.take(`${stem}Edge`);
    const list = readSchema(asSchema(output.properties?.[key]), this.#schemas).schema;
    const node = (): GraphQLOutputType =>
      this.#outputs.typeOf(asSchema(asSchema(list).items as JsonSchema), `${stem}Node`);
    const edge = new GraphQLObjectType({
      name: edgeName,
      description: "An item of a list, with its cursor.",
      fields: () => ({
        node: { type: node() },
        cursor: { type: GraphQLString, description: "Known for the last item of a page that another one follows." },
      }),
    });
    return new GraphQLObjectType({
      name,
      ...(output.description !== undefined && { description: output.description }),
      fields: () => ({
        edges: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edge))),
          resolve: (source) => edgesOf(asPage(source), key),
        },
        nodes: {
          type: new GraphQLNonNull(new GraphQLList(node())),
          description: "The items without their edges.",
          resolve: (source) => asPage(source)[key],
        },
        pageInfo: { type: new GraphQLNonNull(PageInfo), resolve: (source) => pageInfoOf(asPage(source)) },
        ...this.#others(output, key, name),
      }),
    });
  }

  #others(output: JsonSchema, key: string, name: string): Record<string, GraphQLFieldConfig<unknown, unknown>> {
    return this.#outputs.fieldsOf(output, name, [key, "next"]);
  }
}

function edgesOf(page: Page, key: string) {
  const items = asList(page[key]);
  return items.map((node, at) => ({ node, cursor: at === items.length - 1 ? page.next : null }));
}

const pageInfoOf = ({ next }: Page) => ({
  hasNextPage: next !== null,
  hasPreviousPage: false,
  startCursor: null,
  endCursor: next,
});
