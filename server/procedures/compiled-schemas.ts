import type * as z from "zod";
import type { Procedure } from "../../shared/contract/index.ts";

/** Compiles a schema for speed: `z.compile`, which generates code at run time, as workerd forbids. */
export type CompileSchema = <T extends z.ZodType>(schema: T) => T;

/** A procedure's input and output schemas, each compiled at its first use. */
export class CompiledSchemas {
  readonly #procedure: Procedure;
  readonly #compile: CompileSchema;
  #input: z.ZodObject | undefined;
  #output: z.ZodType | undefined;

  constructor(procedure: Procedure, compile: CompileSchema) {
    this.#procedure = procedure;
    this.#compile = compile;
  }

  get input(): z.ZodObject {
    this.#input ??= this.#compile(this.#procedure.input);
    return this.#input;
  }

  get output(): z.ZodType {
    this.#output ??= this.#compile(this.#procedure.output);
    return this.#output;
  }
}
