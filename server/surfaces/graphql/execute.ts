import { GraphQLError, type GraphQLObjectType, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import {
  ApiError,
  type Call,
  type Execute,
  type ExecuteMany,
  type Implementation,
  type Outcome,
  outputOf,
  type Services,
  type Success,
  standardError,
  type Trace,
} from "../../procedures/index.ts";
import type { SelectedField, Selection } from "./collect-fields.ts";
import { Completion, completeOf, type Path, type PendingLink, type ResponseObject } from "./complete-value.ts";
import { errorValue, type FormattedError, fieldError, graphqlError } from "./error-format.ts";
import type { LinkField, ProcedureField } from "./extensions.ts";

/** The procedures behind the schema. */
export interface Procedures {
  readonly implementations: ReadonlyMap<string, Implementation>;
  readonly execute: Execute;
  readonly executeMany: ExecuteMany;
}

/** The request that an operation belongs to. */
export interface OperationContext {
  readonly services: Services;
  readonly call: Call;
  /** Begins the trace of a call of this procedure. */
  readonly begin: (implementation: Implementation) => Trace;
  /** Called with each procedure's outcome. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Reports an unexpected error once. */
  readonly report: (error: unknown) => void;
}

type Input = Readonly<Record<string, unknown>>;

/** The result of an operation. */
export interface OperationResult {
  readonly data: ResponseObject;
  readonly errors: readonly FormattedError[];
}

/** Runs one operation: each root field is a call of its procedure; links below are loaded level by level. */
export class Operation {
  readonly #selection: Selection;
  readonly #procedures: Procedures;
  readonly #context: OperationContext;
  readonly #errors: FormattedError[] = [];

  constructor(selection: Selection, procedures: Procedures, context: OperationContext) {
    this.#selection = selection;
    this.#procedures = procedures;
    this.#context = context;
  }

  /** Mutations run one after the other, queries side by side. */
  async run(operation: OperationDefinitionNode): Promise<OperationResult> {
    const { tree } = this.#selection;
    const type = tree.schema.getRootType(operation.operation);
    const fields = tree.root(operation);
    const data: ResponseObject = {};
    for (const { responseKey } of fields) data[responseKey] = null;
    const isSerial = operation.operation === OperationTypeNode.MUTATION;
    const set = async (field: SelectedField) => {
      if (type) data[field.responseKey] = await this.#rootField(type, field);
    };
    if (isSerial) for (const field of fields) await set(field);
    else await Promise.all(fields.map(set));
    return { data, errors: this.#errors };
  }

  /**
   * Opens the stream of a subscription.
   * @returns the result to answer where the contract refuses it.
   * @throws {ApiError} 503, after which clients reconnect.
   */
  async subscribe(
    selected: SelectedField,
    call: ProcedureField,
    withPosition: (input: Input) => Input,
  ): Promise<Success | OperationResult> {
    const path: Path = { before: undefined, key: selected.responseKey };
    const resultOf = (value: unknown) => ({ data: { [selected.responseKey]: value }, errors: this.#errors });
    try {
      const outcome = await this.#execute(call, withPosition(call.toInput(this.#selection.argsOf(selected))));
      if (outcome.ok) return outcome;
      return resultOf(this.#valueOf(call, outcome, selected, path, new Completion(this.#selection)));
    } catch (error) {
      if (error instanceof ApiError && error.code === "unavailable") throw error;
      return resultOf(this.#addError(error, selected, path));
    }
  }

  async #rootField(type: GraphQLObjectType, selected: SelectedField): Promise<unknown> {
    const path: Path = { before: undefined, key: selected.responseKey };
    const { call } = selected.facts;
    const completion = new Completion(this.#selection);
    try {
      if (call === undefined) return completion.fields(type, {}, [selected], path)[selected.responseKey];
      const outcome = await this.#execute(call, call.toInput(this.#selection.argsOf(selected)));
      const value = this.#valueOf(call, outcome, selected, path, completion);
      await this.#loadLinks(completion);
      return value;
    } catch (error) {
      return this.#addError(error, selected, path);
    }
  }

  #implementationOf({ procedure }: ProcedureField): Implementation {
    const found = this.#procedures.implementations.get(procedure);
    if (found === undefined) throw new TypeError(`${procedure} is not implemented`);
    return found;
  }

  async #execute(call: ProcedureField, input: Input): Promise<Outcome> {
    const implementation = this.#implementationOf(call);
    const { services, call: requestCall, begin, onOutcome } = this.#context;
    const readInput = (field?: string) => (field === undefined ? input : input[field]);
    const outcome = await this.#procedures.execute(
      services,
      implementation,
      readInput,
      requestCall,
      begin(implementation),
    );
    onOutcome(outcome);
    return outcome;
  }

  /** The value of a field from its procedure's outcome. Declared errors are values where the field's type has them. */
  #valueOf(
    call: ProcedureField,
    outcome: Outcome,
    selected: SelectedField,
    path: Path,
    completion: Completion,
  ): unknown {
    if (outcome.ok) return completeOf(call.success)(completion, call.wrap(outputOf(outcome)), selected, path);
    const type = call.errors.get(outcome.error.code);
    if (type === undefined) throw outcome.error;
    return completion.object(type, errorValue(outcome.error), selected, path);
  }

  /** Adds an error to the result. @returns the value of the failed field. */
  #addError(error: unknown, selected: SelectedField, path: Path): null {
    if (error instanceof GraphQLError) this.#errors.push(graphqlError(error));
    else this.#errors.push(fieldError(this.#apiErrorOf(error), selected, path));
    return null;
  }

  #apiErrorOf(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    this.#context.report(error);
    return standardError("internal", {
      detail: `An internal error occurred. Request ${this.#context.call.requestId}.`,
    });
  }

  /** Loads links level by level: all links of one selected field by one call. */
  async #loadLinks(completion: Completion): Promise<void> {
    while (completion.pending.length > 0) {
      const groups = new Map<SelectedField, PendingLink[]>();
      for (const link of completion.pending) {
        const group = groups.get(link.selected);
        if (group === undefined) groups.set(link.selected, [link]);
        else group.push(link);
      }
      completion.pending = [];
      await Promise.all([...groups].map(([selected, group]) => this.#loadLinkBatch(selected, group, completion)));
    }
  }

  async #loadLinkBatch(selected: SelectedField, group: readonly PendingLink[], completion: Completion): Promise<void> {
    const { link } = selected.facts;
    if (link === undefined) return;
    try {
      const { inputs, inputIndexes } = inputsOf(link, this.#selection.argsOf(selected), group);
      const outcomes = await this.#executeMany(link, inputs);
      for (const [at, { target, path }] of group.entries())
        target[selected.responseKey] = this.#linkValue(
          link,
          outcomes[inputIndexes[at] ?? 0],
          selected,
          path,
          completion,
        );
    } catch (error) {
      for (const { path } of group) this.#addError(error, selected, path);
    }
  }

  async #executeMany(link: LinkField, inputs: readonly Record<string, unknown>[]): Promise<readonly Outcome[]> {
    const implementation = this.#implementationOf(link);
    const { services, call, begin, onOutcome } = this.#context;
    const trace = begin(implementation);
    const outcomes = await this.#procedures.executeMany(services, implementation, inputs, call, trace);
    for (const outcome of outcomes) onOutcome(outcome);
    return outcomes;
  }

  #linkValue(
    link: LinkField,
    outcome: Outcome | undefined,
    selected: SelectedField,
    path: Path,
    completion: Completion,
  ): unknown {
    try {
      if (outcome === undefined) throw new TypeError(`${link.procedure}: many() returned too few outputs`);
      return this.#valueOf(link, outcome, selected, path, completion);
    } catch (error) {
      return this.#addError(error, selected, path);
    }
  }
}

/** The distinct inputs of a batch, and for each link the index of its input among them. */
function inputsOf(link: LinkField, args: Input, group: readonly PendingLink[]) {
  const common = link.toInput(args);
  const indexByInput = new Map<string, number>();
  const inputs: Record<string, unknown>[] = [];
  const inputIndexes = group.map(({ source }) => {
    const own = Object.fromEntries(Object.entries(link.by).map(([field, key]) => [field, Reflect.get(source, key)]));
    const key = JSON.stringify(own);
    const index = indexByInput.get(key) ?? inputs.push({ ...common, ...own }) - 1;
    indexByInput.set(key, index);
    return index;
  });
  return { inputs, inputIndexes };
}
