import { GraphQLBoolean, GraphQLNonNull, GraphQLObjectType } from "graphql";
import { type StreamFormat, type StreamMessage, standardError } from "../../procedures/index.ts";
import type { SelectedField, Selection } from "./collect-fields.ts";
import { Completion, completeOf, type Path } from "./complete-value.ts";
import { type FormattedError, fieldError } from "./error-format.ts";
import type { ProcedureField } from "./extensions.ts";

/** The member of every subscription's union that reports a gap. */
export const StreamReset = new GraphQLObjectType({
  name: "StreamReset",
  description: "Messages may be missing before this point: read anew what they are about.",
  fields: { reset: { type: new GraphQLNonNull(GraphQLBoolean), description: "Always true." } },
});

/** A frame of the GraphQL over SSE protocol. */
const nextFrame = (result: object) => `event: next\ndata: ${JSON.stringify(result)}\n`;

/** A result that is complete, as frames. `complete` has a line of data: browsers drop events without any. */
export const completeFrames = (result: object): string => `${nextFrame(result)}\nevent: complete\ndata: \n\n`;

const encoder = new TextEncoder();

/** A subscription's field, as one document asks for it. */
export interface SubscribedField {
  readonly selection: Selection;
  readonly selected: SelectedField;
  readonly call: ProcedureField;
  readonly report: (error: unknown) => void;
}

/**
 * The format of the GraphQL over SSE protocol: each message is a result, shaped as a document asks for it. Streams of
 * the same document and variables share one, so that a message is shaped once for all of them.
 */
export class GraphqlStreamFormat implements StreamFormat {
  readonly #field: SubscribedField;
  readonly #path: Path;
  readonly #frames = new WeakMap<StreamMessage["frame"], Uint8Array<ArrayBuffer>>();

  constructor(field: SubscribedField) {
    this.#field = field;
    this.#path = { before: undefined, key: field.selected.responseKey };
  }

  opening(cursor: string, retryMs: number): string {
    return `retry: ${retryMs}\nid: ${cursor}\n\n`;
  }

  heartbeat(cursor: string): string {
    return `:\nid: ${cursor}\n\n`;
  }

  reset(cursor: string): string {
    return this.#next(
      (completion) => completion.object(StreamReset, { reset: true }, this.#field.selected, this.#path),
      cursor,
    );
  }

  frameOf(message: StreamMessage): Uint8Array<ArrayBuffer> {
    const cached = this.#frames.get(message.frame);
    if (cached !== undefined) return cached;
    const frame = encoder.encode(this.#next((completion) => this.#value(message, completion), message.cursor));
    this.#frames.set(message.frame, frame);
    return frame;
  }

  #value({ json }: StreamMessage, completion: Completion): unknown {
    const { call, selected } = this.#field;
    return completeOf(call.success)(completion, call.wrap(JSON.parse(json)), selected, this.#path);
  }

  /** The result of a value, with its resume position in `extensions`. */
  #next(complete: (completion: Completion) => unknown, lastEventId: string): string {
    const { selection, selected, report } = this.#field;
    const errors: FormattedError[] = [];
    let value: unknown = null;
    try {
      value = complete(new Completion(selection));
    } catch (error) {
      report(error);
      errors.push(fieldError(standardError("internal"), selected, this.#path));
    }
    const result = {
      ...(errors.length > 0 && { errors }),
      data: { [selected.responseKey]: value },
      extensions: { lastEventId },
    };
    return `${nextFrame(result)}id: ${lastEventId}\n\n`;
  }
}
